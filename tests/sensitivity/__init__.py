"""Tests of costmodel.sensitivity."""

from __future__ import annotations
