"""Put the sections of an annex together, in the order of art. 16b."""

from __future__ import annotations

from costmodel.annex.document import Block, Document, PageBreak
from costmodel.evidence.finding import Finding
from costmodel.publish.appendix import appendix
from costmodel.publish.assumptions import assumptions
from costmodel.publish.calibration import transitions_told
from costmodel.publish.costs import cost_of_inaction
from costmodel.publish.framework import framework
from costmodel.publish.limits import limits
from costmodel.publish.material import Material
from costmodel.publish.opening import law, summary
from costmodel.publish.outlook import forecast
from costmodel.publish.plan import plan
from costmodel.publish.population import population
from costmodel.publish.portfolio import portfolio
from costmodel.publish.references import sources
from costmodel.publish.related import related
from costmodel.publish.sensitivity import sensitivity
from costmodel.publish.situation import diagnosis
from costmodel.publish.staff import staff
from costmodel.publish.standing import standing
from costmodel.publish.targets import targets
from costmodel.publish.trust import trust
from costmodel.publish.waterfall import waterfall


def annex_document(material: Material, findings: dict[str, Finding]) -> Document:
    """Return the whole annex, ready to be rendered.

    Parameters
    ----------
    material : Material
        Study, comparison, figures and pen; the pen keeps what is printed.
    findings : dict of str to Finding
        Evidence by id.
    """
    pen, place = material.pen, material.study.inputs.place
    blocks: tuple[Block, ...] = (
        PageBreak(),
        *summary(material),
        *law(material),
        *diagnosis(material),
        *standing(material),
        *forecast(material),
        *population(material),
        *trust(material),
        *cost_of_inaction(material),
        *waterfall(material),
        *related(material),
        *sensitivity(material),
        *plan(material),
        *portfolio(material),
        *staff(material),
        *framework(material),
        *targets(material),
        *transitions_told(material),
        *assumptions(material),
        *sources(material, findings),
        *limits(material),
        *appendix(material),
    )
    return Document(
        title=pen.say("title"),
        subtitle=pen.say("subtitle"),
        place=place.name,
        date=place.annex_date,
        author=place.author.strip() or pen.say("author"),
        blocks=blocks,
    )
