"""How many checks passed, failed or did not apply, as numbers that an annex may print."""

from __future__ import annotations

from costmodel.quantities import Kind, Quantity
from costmodel.verification.certificate import Certificate
from costmodel.verification.checked import Verdict

SOURCE = "sprawdzenie modelu przed zapisem aneksu"
UNIT = "sprawdzenie"
LABELS: dict[Verdict, str] = {
    "passed": "sprawdzenia, które przeszły",
    "failed": "sprawdzenia, które nie przeszły",
    "not_applicable": "sprawdzenia, które nie dotyczą tego planu",
}


def certificate_quantities(certificate: Certificate) -> list[Quantity]:
    """Return the number of all checks and of each verdict."""
    told: dict[str, tuple[str, int]] = {"checks": ("sprawdzenia modelu", len(certificate.checks))}
    for verdict, label in LABELS.items():
        told[verdict] = (label, len(certificate.of(verdict)))
    return [
        Quantity(f"certificate.{name}", label, float(number), UNIT, Kind.COMPUTED, SOURCE)
        for name, (label, number) in told.items()
    ]
