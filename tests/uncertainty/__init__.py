"""Tests of costmodel.uncertainty."""
