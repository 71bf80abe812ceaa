"""docs/: the pages that the code writes are up to date, and each how-to runs to the letter."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import write_docs

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
HOWTOS = sorted((DOCS / "howto").glob("*.md"))


@pytest.mark.parametrize("name", ["architecture.md", "reference.md"])
def test_a_page_made_from_the_code_is_up_to_date(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == write_docs.write_pages()[name], "run .venv/bin/python docs/write_docs.py"


def test_the_picture_counts_every_module_once():
    modules = write_docs.read_modules()
    sizes = write_docs.count_modules(modules)
    inside = [name for name in modules if name.split(".")[1] in write_docs.ROOMS]
    assert sum(sum(rooms.values()) for rooms in sizes.values()) == len(inside) > 100
    labels = [text.get_text() for text in write_docs.draw_rooms(sizes, write_docs.count_imports(modules)).axes[0].texts]
    assert f"voices/  {sizes['annotation']['voices']}" in labels


def test_every_link_leads_somewhere():
    pages = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    links = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        if not link.startswith("http") and not (page.parent / link).exists()
    ]
    assert not links


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.stem)
def test_a_howto_runs_to_the_letter(page, tmp_path):
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert blocks
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for language, block in blocks:
        command = ["bash", "-euc", block] if language == "sh" else [sys.executable, "-c", block]
        environment = {**os.environ, "PROJECT": str(ROOT), "PATH": path}
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, block + ended.stderr
