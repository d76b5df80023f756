"""What the package rests on: its lock, licences, list of components, and their audit."""

from __future__ import annotations
