"""Tests of costmodel.evidence."""
