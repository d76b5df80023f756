"""Tests of costmodel.statistics."""
