"""Tests of costmodel.forecast."""
