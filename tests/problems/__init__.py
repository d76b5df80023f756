"""Tests of costmodel.problems."""
