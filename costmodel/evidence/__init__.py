"""Findings of studies, their grades, and the way from gross to attributable."""

from __future__ import annotations
