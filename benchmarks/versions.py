"""The same tables under other versions of Python and of the libraries: the lock's, the newest, the oldest allowed.

    python benchmarks/versions.py [python3.12 python3.13 ...]

Makes an environment for each in build/versions (uv, which `make setup` brings; needs a package index), lets it make and
share the example, and compares the bytes of all tables with those of this environment.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.trust import hash_example

ROOT = Path(__file__).resolve().parents[1]
UV = ROOT / ".uv" / "bin" / "uv"
MADE = ROOT / "build" / "versions"
HOWS = {  # what is installed: arguments of `uv pip install`
    "the lock": ["--require-hashes", "-r", "requirements.lock"],
    "the newest": ["--upgrade", ".[formats]"],
    "the oldest": ["--resolution", "lowest-direct", ".[formats]"],
}


def make_environment(python: str, how: str) -> Path:
    """Make an environment and return its interpreter; what is installed last is the project itself."""
    place = MADE / f"{Path(python).name}-{how.split()[-1]}"
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run([UV, "venv", "--quiet", "--python", python, place], check=True, cwd=ROOT)
    install = [UV, "pip", "install", "--quiet", "--python", place / "bin" / "python"]
    subprocess.run([*install, *HOWS[how]], check=True, cwd=ROOT, env=os.environ | {"UV_LINK_MODE": "hardlink"})
    subprocess.run([*install, "--no-deps", "-e", "."], check=True, cwd=ROOT)
    return place / "bin" / "python"


def try_versions(pythons: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield, for each version, whether the tables of the example are the same bytes."""
    expected = hash_example({})
    for python in pythons:
        for how in HOWS:
            try:
                found = hash_example({}, str(make_environment(python, how)))
                wrong = "" if found == expected else "other tables"
            except subprocess.CalledProcessError as error:
                wrong = (error.stderr or b"cannot be installed").decode()[-300:]
            yield "other versions", f"{python}, {how}", wrong


def main() -> None:
    """Print a line a version."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pythons", nargs="*", default=[sys.executable])
    for kind, name, wrong in try_versions(parser.parse_args().pythons):
        print(f"{kind}, {name}: {wrong or 'the same bytes'}", flush=True)


if __name__ == "__main__":
    main()
