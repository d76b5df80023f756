"""The values of problems that the plan does not touch stand at the end of the annex."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Block, Bullets, Heading, Paragraph, Table
from costmodel.publish.appendix import appendix
from costmodel.publish.assumptions import assumptions
from costmodel.publish.material import Material
from costmodel.publish.part_names import part_title
from costmodel.publish.waterfall import waterfall
from costmodel.studies.municipality import Study
from tests.publish.composing import composed, material_of
from tests.publish.reading import plain


@pytest.fixture(scope="module")
def material(several: Study) -> Material:
    return material_of(several)


def captions(blocks: list[Block]) -> list[str]:
    return [plain(block.caption) for block in blocks if isinstance(block, Table)]


def test_a_problem_that_the_plan_does_not_touch_stands_in_the_appendix(
    material: Material,
) -> None:
    # the plan serves unemployment and homelessness, neither brings children into care
    assert [p.id for p in material.untouched] == ["orphanhood"]
    label = material.study.inputs.problems["orphanhood"].label
    at_end = captions(appendix(material))
    assert len(at_end) == 1
    assert label.lower() in at_end[0].lower()
    body = assumptions(material)
    assert not set(at_end) & set(captions(body))
    assert any(isinstance(b, Paragraph) and "Załącznik" in b.text for b in body)


def test_a_problem_that_the_plan_reaches_through_links_stays_in_the_body(
    several: Study,
) -> None:
    # orphanhood brings homelessness: a plan for children in care touches it
    inputs = several.inputs
    plan = inputs.plan
    care = replace(plan.items[0], coverage={"orphanhood.institution_later": (0.1,)})
    changed = replace(inputs, plan=replace(plan, items=(care,)))
    material = material_of(replace(several, inputs=changed))
    assert [p.id for p in material.served] == ["orphanhood"]
    assert material.untouched == ()
    assert appendix(material) == []


def test_every_value_is_printed_wherever_it_stands(several: Study) -> None:
    material = material_of(several)  # with a pen of its own
    assumptions(material)
    inputs = several.inputs
    ids = {f"value.{owner}.{n}" for owner, own in inputs.records.items() for n in own}
    apart = {id_ for id_ in ids if id_.startswith("value.orphanhood.")}
    assert apart
    assert not apart & set(material.pen.printed)
    appendix(material)
    assert ids <= set(material.pen.printed)


def test_the_appendix_ends_the_chapter_of_assumptions_and_one_problem_has_none(
    several: Study, study: Study
) -> None:
    chapters = {
        name: [b for b in composed(told).blocks if isinstance(b, Heading) and b.level <= 2]
        for name, told in {"several": several, "single": study}.items()
    }
    after = chapters["several"].index(Heading(1, part_title(material_of(several), "z8")))
    assert chapters["several"][after - 1].text.startswith("Załącznik")
    assert not any(heading.text.startswith("Załącznik:") for heading in chapters["single"])


def test_many_services_that_are_cash_in_part_stand_in_a_list(several: Study, study: Study) -> None:
    (listed,) = (b for b in waterfall(material_of(several)) if isinstance(b, Bullets))
    assert len(listed.items) == len(set(listed.items)) > 2
    assert not [b for b in waterfall(material_of(study)) if isinstance(b, Bullets)]
