"""The wheel carries everything it needs: installed elsewhere, it does the main job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = {
    "aneks.docx",
    "aneks.pdf",
    "aneks.html",
    "symulator.html",
    "wyniki.json",
    "manifest.json",
    "pochodzenie.json",
}


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment of its own with the wheel in it, and a folder far from the checkout."""

    bin: Path
    site_packages: Path
    elsewhere: Path


def completed(command: list[str | Path], cwd: Path) -> str:
    """Run the command as a user would, with nothing of this checkout on the path."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_", "PYTEST_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    completed([*build, "--outdir", out, ROOT], out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return [name for name in archive.namelist() if not name.endswith("/")]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel alone, then lend it the dependencies of the running environment.

    The lending line of a ``.pth`` file puts a folder at the end of the path and does not
    read the ``.pth`` files inside it, so the editable install here stays out of reach.
    """
    home = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(home, with_pip=True)
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    scripts, site_packages = Path(paths["scripts"]), Path(paths["purelib"])
    python = scripts / "python"
    completed([python, "-m", "pip", "install", "--no-deps", "--no-index", wheel], home.parent)
    lent = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (site_packages / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
    return Installed(scripts, site_packages, tmp_path_factory.mktemp("elsewhere"))


def test_the_polish_texts_of_the_command_line_are_inside(names: list[str]) -> None:
    assert "costmodel/locale/pl/LC_MESSAGES/messages.mo" in names


def test_each_data_file_is_inside_once_under_the_package(names: list[str]) -> None:
    inside = sorted(n.removeprefix("costmodel/_data/") for n in names if "/_data/" in n)
    data = ROOT / "data"
    on_disk = sorted(p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file())
    assert inside == on_disk
    assert not [n for n in names if n.startswith("data/")]


def test_each_template_is_inside_once(names: list[str]) -> None:
    folders = (ROOT / "costmodel", ROOT / "data")
    on_disk = sorted(p.name for folder in folders for p in folder.rglob("*.typ"))
    assert on_disk
    assert sorted(Path(n).name for n in names if n.endswith(".typ")) == on_disk


def test_nothing_but_the_package_is_inside(names: list[str]) -> None:
    assert {n.split("/")[0].split("-")[0] for n in names} == {"costmodel"}
    assert not [n for n in names if "__pycache__" in n or "/tests/" in n]


def test_the_bill_of_materials_is_inside_where_auditors_look(wheel: Path) -> None:
    kept = ROOT / "tests" / "supply" / "costmodel.cdx.json"
    with ZipFile(wheel) as archive:
        (inside,) = [n for n in archive.namelist() if ".dist-info/sboms/" in n]
        assert Path(inside).name == kept.name
        assert archive.read(inside) == kept.read_bytes()


def test_the_source_archive_carries_the_lock_and_the_bill(tmp_path: Path) -> None:
    build: list[str | Path] = [sys.executable, "-m", "build", "--sdist", "--no-isolation"]
    completed([*build, "--outdir", tmp_path, ROOT], tmp_path)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {"requirements.lock", "tests/supply/costmodel.cdx.json", "pyproject.toml"}


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    says = "import costmodel; print(costmodel.__file__)"
    file = completed([installed.bin / "python", "-c", says], installed.elsewhere)
    assert Path(file.strip()).is_relative_to(installed.site_packages)


def test_the_installed_package_finds_its_data_beside_itself(installed: Installed) -> None:
    says = "from costmodel.resources import data_path; print(data_path('problems'))"
    folder = completed([installed.bin / "python", "-c", says], installed.elsewhere)
    assert Path(folder.strip()) == installed.site_packages / "costmodel" / "_data" / "problems"


def test_the_installed_package_writes_the_annex_in_another_folder(installed: Installed) -> None:
    out = installed.elsewhere / "aneks"
    command = installed.bin / "costmodel"
    completed([command, "annex", "3215011", "--out", out, "--draws", "200"], installed.elsewhere)
    written = {p.name for p in out.iterdir()}
    assert written >= WRITTEN, f"missing: {sorted(WRITTEN - written)}"
    assert all((out / name).stat().st_size for name in WRITTEN)
    assert json.loads((out / "wyniki.json").read_text(encoding="utf-8"))
