"""The version of the library, from its installed metadata."""

from __future__ import annotations

from importlib import metadata

VERSION = metadata.version("costmodel")
