"""Tests of costmodel.calibration."""
