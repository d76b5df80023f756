"""Distributions, draws and their summaries."""

from __future__ import annotations
