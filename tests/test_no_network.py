"""Nothing asks the network: neither the import, nor a study, nor any test."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

OFFLINE = """
import socket

def refuse(*_, **__):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse

import costmodel as cm

study = cm.study_municipality(cm.load_place("2411062"), settings=cm.Settings(n_draws=100))
assert study.outcome.net_present_value("public").size == 100
"""


def test_neither_the_import_nor_a_study_asks_the_network() -> None:
    done = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


def test_a_test_that_asks_the_network_would_fail() -> None:
    with socket.socket() as asking, pytest.raises(AssertionError, match="asks the network"):
        asking.connect(("192.0.2.1", 80))
