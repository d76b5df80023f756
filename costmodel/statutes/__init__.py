"""Dated numbers of law, with the text that fixes each."""

from __future__ import annotations
