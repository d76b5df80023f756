"""State-transition models of any shape, walked for many draws at once; draws on the last axis."""

from __future__ import annotations
