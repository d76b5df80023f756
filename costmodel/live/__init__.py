"""Statistics from the publishers themselves: asked for politely, kept with date and checksum."""

from __future__ import annotations
