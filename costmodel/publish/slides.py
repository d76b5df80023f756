"""Put the ten slides for the council together, in the order in which it will ask."""

from __future__ import annotations

from costmodel.annex.slides import Deck
from costmodel.publish.material import Material
from costmodel.publish.slides_known import changed, compared
from costmodel.publish.slides_money import decision, framework, payers, risks
from costmodel.publish.slides_people import agenda, ahead_of_us, measured, proposed


def council_deck(material: Material) -> Deck:
    """Return the slides for the council.

    Parameters
    ----------
    material : Material
        Study, comparison and pen; the pen keeps what is printed.
    """
    pen, place = material.pen, material.study.inputs.place
    return Deck(
        title=pen.say("slides.deck"),
        place=place.name,
        date=place.annex_date,
        author=place.author.strip() or pen.say("author"),
        slides=(
            decision(material),
            changed(material),
            compared(material),
            ahead_of_us(material),
            payers(material),
            proposed(material),
            framework(material),
            measured(material),
            risks(material),
            agenda(material),
        ),
    )
