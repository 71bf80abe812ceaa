"""The built report in a browser: nothing runs that an article or a study brought, and nobody is kept out."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

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


def test_markup_in_a_study_is_shown_as_text(page, hostile_report):
    assert [path.name for path in hostile_report if path.name == "report.html"]
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for path in hostile_report:
        page.goto(path.as_uri())
        page.wait_for_timeout(500)
        assert page.evaluate("window.hacked") is None
        assert not page.locator("img[src=x], img[onerror]").count()
    page.goto(next(path for path in hostile_report if path.name == "report.html").as_uri())
    assert re.search(r"<img src=x onerror", page.locator("body").inner_text())
