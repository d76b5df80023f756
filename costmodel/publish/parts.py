"""The parts of an annex: Z1 to Z10, the diagnosis, the plan, and what the numbers rest on."""

from __future__ import annotations

from dataclasses import dataclass

from costmodel.annex.document import Block
from costmodel.evidence.finding import Finding
from costmodel.publish.appendix import appendix
from costmodel.publish.assumptions import assumptions
from costmodel.publish.budget_chapters import budget_chapters
from costmodel.publish.calibration import transitions_told
from costmodel.publish.cards import cards
from costmodel.publish.certificate import certificate
from costmodel.publish.cheers import cheers
from costmodel.publish.compliance import compliance
from costmodel.publish.costs import cost_of_inaction
from costmodel.publish.definitions import definitions
from costmodel.publish.framework import framework
from costmodel.publish.gaps import gaps
from costmodel.publish.glossary import glossary
from costmodel.publish.journal import journal
from costmodel.publish.limits import limits
from costmodel.publish.material import Material
from costmodel.publish.one_page import one_page
from costmodel.publish.opening import summary
from costmodel.publish.outlook import forecast
from costmodel.publish.part_names import NAMES
from costmodel.publish.plan import plan
from costmodel.publish.population import population
from costmodel.publish.portfolio import portfolio
from costmodel.publish.references import sources
from costmodel.publish.related import related
from costmodel.publish.report_form import report_form
from costmodel.publish.sensitivity import sensitivity
from costmodel.publish.situation import diagnosis
from costmodel.publish.staff import staff
from costmodel.publish.standing import standing
from costmodel.publish.targets import targets
from costmodel.publish.trust import trust
from costmodel.publish.walk_back import walk_back
from costmodel.publish.waterfall import waterfall


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an annex: its key, and the blocks of its sections one after another."""

    key: str
    sections: tuple[tuple[Block, ...], ...]

    @property
    def file(self) -> str:
        """The name of its file, without an ending."""
        return NAMES[self.key]


def parts_of(material: Material, findings: dict[str, Finding]) -> tuple[Part, ...]:
    """Return the parts of an annex in the order in which one document holds them.

    Parameters
    ----------
    material : Material
        Study, comparison, figures and pen; the pen keeps what is printed.
    findings : dict of str to Finding
        Evidence by id.
    """
    told = {
        "z9": (one_page(material),),
        "z6": (compliance(material),),
        "diagnosis": ([*diagnosis(material), *standing(material)],),
        "z3": (forecast(material), population(material), trust(material)),
        "z5": (
            summary(material),
            cost_of_inaction(material),
            waterfall(material),
            related(material),
            sensitivity(material),
        ),
        "plan": (plan(material), portfolio(material), cards(material), staff(material)),
        "z4": ([*framework(material), *budget_chapters(material)],),
        "z2": (targets(material),),
        "z7": (report_form(material),),
        "z1": (definitions(material),),
        "basis": (
            transitions_told(material),
            journal(material),
            assumptions(material),
            appendix(material),
        ),
        "z8": (
            sources(material, findings),
            walk_back(material),
            gaps(material),
            limits(material),
            cheers(material),
        ),
        "z10": (glossary(material),),
        "certificate": (certificate(material),),
    }
    return tuple(Part(key, tuple(tuple(blocks) for blocks in told[key] if blocks)) for key in NAMES)
