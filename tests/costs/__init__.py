"""Tests of costmodel.costs."""
