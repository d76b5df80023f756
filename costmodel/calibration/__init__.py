"""Learn the model's chances from registers, from yearly stocks, and from peers."""

from __future__ import annotations
