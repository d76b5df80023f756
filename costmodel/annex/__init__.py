"""The annex in Polish. Prints what it is given and computes nothing."""

from __future__ import annotations
