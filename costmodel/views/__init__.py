"""The result views: of money, of people, of related problems, of the plan."""

from __future__ import annotations
