"""Tests of costmodel.studies."""
