"""Tests of costmodel.statutes."""
