"""What it costs a Polish municipality not to help people become independent."""

from __future__ import annotations

__version__ = "0.1.0"
