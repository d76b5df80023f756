"""People in states, and how they move. Knows no money."""

from __future__ import annotations
