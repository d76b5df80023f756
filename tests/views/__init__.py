"""Tests of costmodel.views."""
