"""Chromium, a corpus with its text in JupyterLab, and a hostile one with its report."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from analysis import paths
from analysis.output.notebooks import list_notebooks

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"
# What a page shows as text if it is escaped, and what runs or changes the page if it is not.
OUTLET = "Harbour Courier"
MARKUP = '<img src=x onerror="hacked=1">'


def run(*arguments):
    """Run a command of the project."""
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture(scope="session")
def chromium():
    """Start Chromium once."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("BROWSER") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """Open a page that fails the test when a script of it fails, or when it asks another machine for anything."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1600})
    opened = context.new_page()
    asked = []
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    near = ("http://127.0.0.1", "ws://127.0.0.1", "file:", "data:", "blob:")
    assert not [url for url in asked if not url.startswith(near)]


@pytest.fixture(scope="session")
def corpus():
    """Return a corpus of the example with its text, and with markup in every title, label and outlet."""
    folder = ROOT / "build" / "browser" / "hostile"
    places = (folder.parent, ROOT / "build" / "lab" / folder.name, paths.build_folder(folder))
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
    articles = Path(shutil.copytree(EXAMPLE, folder.parent / "articles"))
    study = (articles / "study.toml").read_text(encoding="utf-8")
    toml, cell = MARKUP.replace('"', '\\"'), MARKUP.replace('"', '""')
    study = study.replace('title = "', f'title = "{toml}<script>hacked=2</script> {{{{7*7}}}} $x$ ')
    study = study.replace('label = "', f'label = "{toml} ')
    (articles / "study.toml").write_text(study.replace(OUTLET, OUTLET + toml), encoding="utf-8")
    about = (articles / "articles.csv").read_text(encoding="utf-8")
    (articles / "articles.csv").write_text(about.replace(OUTLET, f'"{OUTLET}{cell}"'), encoding="utf-8")
    run("ingest", articles, "--into", folder)
    yield folder
    for place in places:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def lab(corpus, tmp_path_factory):
    """Start `readouts lab` on the corpus; return where it is, and the folder of its notebooks."""
    settings = tmp_path_factory.mktemp("settings")
    tracker = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text(json.dumps({"windowingMode": "none"}), encoding="utf-8")  # every cell is in the page
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser", f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=",
        "--ServerApp.password=", "--allow-root", "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--ServerApp.disable_check_xsrf=True",
    ]  # fmt: skip
    command = [sys.executable, "-m", "analysis", "lab", "--corpus", str(corpus), "--", *options]
    log = (settings / "lab.log").open("w")
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "w"),
    }
    server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/status", server, settings / "lab.log")
        folder = ROOT / "build" / "lab" / corpus.name
        assert len(list(folder.glob("*.ipynb"))) == len(list_notebooks())
        for path in folder.glob("*.ipynb"):  # enough to see that they run
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(n_simulations|n_resamples) = \d+", r"\1 = 100", text), encoding="utf-8")
        yield address, folder
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _wait_for(address, server, log):
    """Wait until a server answers."""
    for _ in range(360):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8")[-2000:])
