"""What a stay costs, and whom. Knows no transitions."""

from __future__ import annotations
