"""Tests of costmodel.publish."""

from __future__ import annotations
