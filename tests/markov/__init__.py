"""Tests of costmodel.markov."""
