"""Tests of costmodel.annex."""
