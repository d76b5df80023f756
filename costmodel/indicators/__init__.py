"""Indicators declared as data, computed by pure formulas, compared with peers."""

from __future__ import annotations
