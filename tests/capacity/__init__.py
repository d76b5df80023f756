"""Tests of costmodel.capacity."""
