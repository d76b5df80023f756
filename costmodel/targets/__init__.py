"""Targets of a strategy: from a rule, and checked for being measurable."""

from __future__ import annotations
