"""Social problems and instruments, read from data files."""

from __future__ import annotations
