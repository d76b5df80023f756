"""Tests of costmodel.targets."""
