"""Staff: the posts that the law requires and how many people one post serves."""

from __future__ import annotations
