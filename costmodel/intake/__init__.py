"""What an office knows, taken in: forms it fills every year, and its registers as bare counts."""

from __future__ import annotations
