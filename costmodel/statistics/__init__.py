"""Local statistics in: one reader for each publisher's format."""

from __future__ import annotations
