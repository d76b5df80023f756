"""Forecasts of short yearly series, chosen by back-test."""

from __future__ import annotations
