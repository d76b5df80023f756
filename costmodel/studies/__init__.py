"""One file for each question: gathers the inputs and builds a model."""

from __future__ import annotations
