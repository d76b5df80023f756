"""Tests of costmodel.indicators."""
