"""What the program is made of: a page and a bill of materials (CycloneDX 1.5) of every package in requirements.lock.

    python benchmarks/materials.py [--write]

Versions are the lock's, licences those that the installed packages state; run by hand after `make lock`.
A package that this machine does not need (for another system or another Python) is listed as `not installed`.
--write puts them into docs/materials.md and docs/bill_of_materials.json; without it, what would change is named.
"""

import argparse
import hashlib
import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEXICONS = ROOT / "data" / "lexicons"
LOCK, PAGE, BILL = ROOT / "requirements.lock", ROOT / "docs" / "materials.md", ROOT / "docs" / "bill_of_materials.json"
# What a licence may be: it lets anybody use, change and pass on, and asks at most that its own files stay free.
# The one exception is a program that is run and not linked: pandoc, inside pypandoc-binary.
ALLOWED = re.compile(
    r"MIT(-0|-CMU)?|BSD(-[023]-Clause)?|0BSD|Apache(-2\.0)?|ISC|PSF(-2\.0)?|MPL(-2\.0)?|Zlib|Unlicense|CC0(-1\.0)?|"
    r"Python-2\.0|HPND|CNRI-Python|BlueOak-1\.0\.0|LGPL[\w.\-]*|Unicode[\w.\-]*"
)
PROGRAMS = {"pypandoc-binary": "MIT (pandoc itself: GPL-2.0-or-later, run as a program)"}
# How older metadata name the same.
NAMES = {
    "MIT": r"\bMIT\b|Expat", "BSD-3-Clause": r"BSD.?3|3.?Clause BSD|Modified BSD|New BSD", "BSD-2-Clause": r"BSD.?2",
    "Apache-2.0": r"Apache", "PSF-2.0": r"Python Software|PSF", "MPL-2.0": r"MPL|Mozilla", "ISC": r"\bISC",
    "LGPL": r"Lesser General|LGPL", "GPL": r"\bGPL|GNU General", "BSD": r"\bBSD", "Unlicense": "Unlicense",
    "CC0-1.0": r"CC0", "0BSD": r"0BSD|Zero.?Clause",
}  # fmt: skip
NOT_INSTALLED, UNKNOWN = "not installed", "unknown"


def read_lock() -> list[tuple[str, str, list[str]]]:
    """Return the name, version and SHA-256 hashes of every locked package, in the lock's order."""
    entries = re.split(r"^(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = [(re.match(r"([\w.\-]+)==([^\s;\\]+)", entry), entry) for entry in entries]
    return [(m[1], m[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)) for m, entry in found if m]


def find_licence(name: str) -> str:
    """Return the licence that an installed package states: its expression, field, classifiers or file."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return NOT_INSTALLED
    if name in PROGRAMS:
        return PROGRAMS[name]
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    classified = [c.rsplit(" :: ", 1)[-1] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    stated = str(about.get("License") or "").strip()
    # A whole licence's text is no name: only its first line can be.
    for text in (stated.splitlines()[0] if stated else "", " ".join(classified), _read_first_line(name)):
        named = [licence for licence, pattern in NAMES.items() if re.search(pattern, text, flags=re.IGNORECASE)]
        if named:
            exact = [licence for licence in named if licence != "BSD" or len(named) == 1]
            return " AND ".join(exact)
    return UNKNOWN


def _read_first_line(name: str) -> str:
    """Return the first line of the licence file that a package carries, "" without one."""
    held = [path for path in metadata.files(name) or [] if path.name.upper().startswith(("LICENSE", "LICENCE"))]
    lines = (held[0].read_text() or "").split("\n") if held else []
    return next((line.strip() for line in lines if line.strip()), "")


def list_refused(licence: str) -> list[str]:
    """Return the parts of a licence that are not allowed; of several to choose from, one that is will do.

    Examples
    --------
    >>> list_refused("MIT OR GPL-3.0"), list_refused("MIT AND GPL-3.0")
    ([], ['GPL-3.0'])
    """
    if licence == NOT_INSTALLED or licence in PROGRAMS.values():
        return []
    plain = re.sub(r"\s+WITH\s+[\w.\-]+", "", licence)
    # Within brackets a choice is none of the whole: there every part has to be allowed.
    options = [re.sub(r"[()]|\bOR\b", " AND ", plain)] if "(" in plain else re.split(r"\s+OR\s+", plain)
    choices = [[part.strip() for part in re.split(r"\bAND\b", option) if part.strip()] for option in options]
    refused = [[part for part in choice if not ALLOWED.fullmatch(part)] for choice in choices]
    return min(refused, key=len)


def hash_lexicons() -> dict[str, str]:
    """Return the SHA-256 of each word list and list of weights, by its path in data/lexicons."""
    files = sorted(LEXICONS.rglob("*.csv"))
    return {path.relative_to(LEXICONS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_pins() -> dict[str, str]:
    """Return the hashes that the page has."""
    return dict(re.findall(r"^\| (\S+\.csv) \| `([0-9a-f]{64})` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def write_page() -> str:
    """Return the page: a row a package."""
    rows = [f"| {name} | {version} | {find_licence(name)} |" for name, version, _ in read_lock()]
    return (
        "# What the program is made of\n\n"
        "Every package of requirements.lock, with the licence that it states, written by\n"
        "`python benchmarks/materials.py --write`. CONTRIBUTING.md says what the ones chosen are for; the others come\n"
        "with them. `bill_of_materials.json` says the same to machines; the hashes are in the lock. Where word lists\n"
        "and weights come from, and their licences: data/README.md.\n\n"
        "| package | version | licence |\n|---|---|---|\n" + "\n".join(rows) + "\n\n## Word lists and weights\n\n"
        "Their SHA-256; a test compares, so that none changes unseen.\n\n| file | SHA-256 |\n|---|---|\n"
        + "".join(f"| {name} | `{digest}` |\n" for name, digest in hash_lexicons().items())
    )


def write_bill() -> str:
    """Return the bill of materials, as JSON in the form of CycloneDX 1.5."""
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": find_licence(name)}}],
        }
        for name, version, _ in read_lock()
    ]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write both, or say which is old."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    old = []
    for path, text in ((PAGE, write_page()), (BILL, write_bill())):
        if write:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            old.append(path.name)
    for name, _, _ in read_lock():
        for part in list_refused(find_licence(name)):
            print(f"{name}: {part} is not among the licences that are allowed")
    if old:
        sys.exit(f"to be written anew: {', '.join(old)}; python benchmarks/materials.py --write")


if __name__ == "__main__":
    main()
