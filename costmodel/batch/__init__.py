"""Many municipalities: the same study of each, in parallel, to one table."""

from __future__ import annotations
