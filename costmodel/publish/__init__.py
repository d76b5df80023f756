"""From a study to the files a council holds."""

from __future__ import annotations
