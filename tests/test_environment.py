"""The environment: one lock, two doors, no address."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(line) for line in sum(PROJECT["optional-dependencies"].values(), list(PROJECT["dependencies"]))]


def locked_versions(name):
    pattern = rf"^{re.escape(name.lower().replace('_', '-'))}==([\w.]+)"
    return re.findall(pattern, LOCK, flags=re.MULTILINE)


@pytest.mark.parametrize("wanted", DIRECT, ids=lambda wanted: wanted.name)
def test_every_direct_dependency_is_locked_within_its_bounds(wanted):
    versions = locked_versions(wanted.name)
    assert versions, f"{wanted.name} is not in requirements.lock; run make lock"
    assert all(wanted.specifier.contains(version) for version in versions)


def test_every_locked_version_has_a_hash():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 50
    assert all("--hash=sha256:" in entry for entry in entries)


def test_conda_leads_to_the_same_lock_and_python():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    listed = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip().startswith("- ")]
    assert "python=3.11" in listed
    assert "-r requirements.lock" in listed
    # nothing but Python, pip, the channel and the lock: no second list of versions that could drift from the first
    assert set(listed) == {"conda-forge", "python=3.11", "pip", "pip:", "-r requirements.lock"}
    assert PROJECT["requires-python"] == ">=3.11"


def test_every_direct_dependency_is_explained():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    assert not [wanted.name for wanted in DIRECT if wanted.name.lower() not in text]


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_package_index():
    hosts = re.compile(
        "|".join(["py" + r"pi\.(org|python)", "python" + "hosted", "npm" + r"js\.", "deb" + r"ian\.org"])
    )
    texts = [p for p in tracked_files() if p.is_file() and p.suffix not in {".png", ".pdf"}]
    named = [str(p) for p in texts if hosts.search(p.read_text(encoding="utf-8", errors="ignore"))]
    assert not named


def test_the_console_command_is_the_command_line():
    (name, place), *_ = PROJECT["scripts"].items()
    ended = subprocess.run([Path(sys.executable).parent / name, "--help"], capture_output=True, text=True, check=False)
    assert place == "analysis.__main__:main"
    assert ended.returncode == 0, ended.stderr
    assert "ingest" in ended.stdout


UV_STUB = """#!/bin/sh
if [ "$1" = venv ]; then mkdir -p .venv/bin && ln -s "$4" .venv/bin/python; fi
"""


def test_a_venv_of_a_wrong_python_is_said_and_made_anew(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for path, script in ((tmp_path / "uv", UV_STUB), (tmp_path / ".venv" / "bin" / "python", "#!/bin/sh\nexit 1\n")):
        path.write_text(script)
        path.chmod(0o755)
    (tmp_path / ".venv" / "stale").touch()
    command = ["make", "setup", "UV=./uv", f"PYTHON={sys.executable}"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "it is made anew" in said and not (tmp_path / ".venv" / "stale").exists()
    (tmp_path / ".venv" / ".ready").unlink()
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "setting up" in again and "made anew" not in again
