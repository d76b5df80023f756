"""Tests of costmodel.live; the publishers are servers on this machine."""
