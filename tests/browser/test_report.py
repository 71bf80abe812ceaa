"""The built report in a browser: nothing runs that an article or a study brought, and nobody is kept out."""

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import paths
from analysis.output import report, side_by_side

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


def list_grave(page):
    """Return what axe-core calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        (violation["id"], [node["target"] for node in violation["nodes"][:3]])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]


def test_the_report_keeps_nobody_out(page):
    report = ROOT / "build" / "report.html"
    if not report.is_file():
        pytest.skip("make report first")
    page.goto(report.as_uri())
    assert page.locator("figure img, figure svg").count() > 5
    assert not list_grave(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "nothing is cut off"


def test_markup_in_a_study_is_shown_as_text(page, lab, corpus):
    """Build the report from the figures of test_lab.py, which runs before, as `make report` does from its own."""
    built = paths.build_folder(corpus)
    if not (built / "tried" / "figures").is_dir():
        pytest.skip("the notebooks did not run")
    shutil.copytree(built / "tried" / "figures", paths.figures_folder(corpus), dirs_exist_ok=True)
    made = [path for path in report.build_report(corpus) if path.suffix == ".html"]
    made += [beside] if (beside := side_by_side.save_side_by_side(corpus)) else []
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for path in made:
        page.goto(path.as_uri())
        page.wait_for_timeout(500)
        assert page.evaluate("window.hacked") is None
        assert not page.locator("img[src=x], img[onerror]").count()
        assert "<img src=x onerror=" in page.locator("body").inner_text()
        assert not list_grave(page)
