"""How far each uncertain number moves a result, and what knowing it would be worth."""

from __future__ import annotations
