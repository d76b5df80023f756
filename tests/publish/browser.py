"""A headless Chromium told over a pipe what to open, press and read; no network."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35, "Tab": 9}


class Page:
    """One page of the browser."""

    def __init__(self, ask: int, told: int) -> None:
        self._ask, self._told, self._last, self._rest = ask, told, 0, b""
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def open(self, path: Path) -> None:
        """Open a file and wait until it stands."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        found = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = found["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=path.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._take()

    def press(self, key: str, *, times: int = 1) -> None:
        """Press a key, as a person does."""
        for _ in range(times):
            for kind in ("rawKeyDown", "keyUp"):
                self.call(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key=key,
                    code=key,
                    windowsVirtualKeyCode=KEYS[key],
                )

    def ask(self, expression: str) -> str:
        """Return what an expression is on the page."""
        found = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        return str(found["result"].get("value"))

    def show(self, width: int, height: int, *, zoom: float = 1.0) -> None:
        """Give the window a size in the pixels of the page, as it is at this zoom. [CSS pixel]"""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=zoom,
            mobile=False,
        )

    def picture(self, path: Path) -> None:
        """Write what the window shows as a PNG."""
        found = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(found["data"]))

    def call(self, method: str, **fields: object) -> dict[str, Any]:
        """Send a command and return its answer."""
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": fields}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        while True:
            found = self._take()
            if found.get("id") == self._last:
                return cast("dict[str, Any]", found["result"])

    def _take(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._told, 65536)
            if not more:
                raise EOFError("the browser has gone")
            self._rest += more
        whole, self._rest = self._rest.split(b"\0", 1)
        found: dict[str, Any] = json.loads(whole)
        if "method" in found:
            self.events.append(found)
        return found


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Give a page of a new browser, ended with the test."""
    ask_read, ask_write = os.pipe()
    told_read, told_write = os.pipe()
    shell = f'exec "$0" "$@" 3<&{ask_read} 4>&{told_write}'
    command = [str(CHROMIUM), *OPTIONS, f"--user-data-dir={profile}"]
    running = subprocess.Popen(
        ["bash", "-c", shell, *command],
        pass_fds=(ask_read, told_write),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(ask_read)
    os.close(told_write)
    try:
        yield Page(ask_write, told_read)
    finally:
        running.terminate()
        running.wait(timeout=20)
        os.close(ask_write)
        os.close(told_read)
