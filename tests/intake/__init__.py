"""Tests of costmodel.intake."""
