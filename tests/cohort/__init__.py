"""Tests of costmodel.cohort."""
