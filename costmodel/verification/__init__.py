"""Checks of the user's own model, and the certificate that tells what they found."""

from __future__ import annotations
