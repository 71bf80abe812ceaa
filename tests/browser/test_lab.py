"""JupyterLab as a user has it: every notebook runs, figures and captions are seen, panel and concordance work."""

import re

import nbformat
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.output.notebooks import list_notebooks

pytestmark = pytest.mark.browser
ERROR = "[data-mime-type='application/vnd.jupyter.error']"
# Every cell has a number, or one of them an error.
HAS_RUN = """(error) => document.querySelector(error)
    || [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].every(
        (prompt) => /\\[\\d+\\]/.test(prompt.textContent))"""
NAMES = [path.stem for path in list_notebooks()]
RUNS = 240_000  # milliseconds that a notebook may take on a slow machine
FIGURES = {"01_corpus": 1, "02_voices": 2, "03_term_frequency": 3, "05_sentiment": 2}  # at least, of the example


def open_and_run(page, lab, name):
    """Open a notebook, run all of its cells by the menu, save it; return it as saved."""
    address, folder = lab
    page.goto(f"{address}/lab/tree/build/lab/{folder.name}/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    wait_for_kernel(page)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    page.wait_for_function(HAS_RUN, arg=ERROR, timeout=RUNS)
    assert not page.locator(ERROR).count(), page.locator(ERROR).first.inner_text()
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Save Notebook( |$|Ctrl)")).first.click()
    for _ in range(20):
        page.wait_for_timeout(500)
        saved = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        if all(cell.execution_count for cell in saved.cells if cell.cell_type == "code"):
            return saved
    raise AssertionError(f"{name} was not saved as it ran")


def wait_for_kernel(page):
    """Wait until the kernel is there; a server that has not listed its kernels yet asks which one it should be."""
    asked = page.locator("dialog.jp-Dialog").get_by_role("button", name="Select", exact=True)
    for _ in range(120):
        if asked.count():
            asked.first.click()
        if page.locator("#jp-main-statusbar").get_by_text(re.compile(r"Python 3.*Idle")).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError("no kernel: " + page.locator("#jp-main-statusbar").inner_text())


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_its_figures_with_captions(page, lab, name):
    saved = open_and_run(page, lab, name)
    outputs = [output for cell in saved.cells if cell.cell_type == "code" for output in cell.outputs]
    errors = [output.evalue for output in outputs if output.output_type == "error"]
    assert page.evaluate("window.hacked") is None and not page.locator("img[onerror]").count()
    assert not errors and not page.locator(".jp-OutputArea-output[data-mime-type*='stderr']").count()
    pictures = page.locator(".jp-OutputArea img, .jp-OutputArea .jp-RenderedSVG svg")
    assert pictures.count() >= FIGURES.get(name, 0)
    captions = page.locator(".jp-RenderedMarkdown em")
    if FIGURES.get(name):
        assert captions.count() >= FIGURES[name]
    for index in range(pictures.count()):
        assert pictures.nth(index).bounding_box()["width"] > 200
        assert (
            pictures.nth(index).get_attribute("alt") or pictures.nth(index).get_attribute("aria-label") or ""
        ).strip()


def read_sheet(corpus):
    return pd.read_csv(corpus / "coding.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")


def test_a_coder_works_by_mouse_and_by_keyboard(page, lab, corpus):
    (corpus / "coding.csv").unlink(missing_ok=True)
    open_and_run(page, lab, "09_coding")
    panel = page.locator(".coding-panel")
    panel.scroll_into_view_if_needed()
    found = Axe().run(page, context=".coding-panel")
    assert not [v["id"] for v in found.response["violations"] if v["impact"] in ("serious", "critical")]

    panel.locator("[data-field=voice]").nth(1).click()
    panel.locator("[data-field=voice][aria-pressed=true]").wait_for()
    sheet = read_sheet(corpus)
    row = sheet.index[sheet["coded_voice"] != ""]
    assert len(row) == 1 and sheet.loc[row[0], "coded_voice"] == "norrund"

    panel.focus()
    page.keyboard.press("s")  # manner: indirect
    panel.locator("[data-field=manner][aria-pressed=true]").wait_for()
    page.keyboard.press("z")  # frame: confrontational
    panel.locator("[data-field=frame][aria-pressed=true]").wait_for()
    page.keyboard.press("q")  # the first issue
    panel.locator("[data-field=issues][aria-pressed=true]").wait_for()
    sheet = read_sheet(corpus)
    assert sheet.loc[row[0], ["coded_manner", "coded_frame"]].tolist() == ["indirect", "-1"]
    assert sheet.loc[row[0], "coded_issues"]

    page.keyboard.press("Backspace")
    panel.locator("[data-field=issues][aria-pressed=true]").wait_for(state="detached")
    assert read_sheet(corpus).loc[row[0], "coded_issues"] == ""

    before = len(read_sheet(corpus))
    words = panel.locator(".segment.current .word")
    first, second = words.nth(0), words.nth(1)
    first_box, second_box = first.bounding_box(), second.bounding_box()
    page.mouse.move(first_box["x"] + 1, first_box["y"] + first_box["height"] / 2)
    page.mouse.down()
    page.mouse.move(second_box["x"] + second_box["width"] / 2, second_box["y"] + second_box["height"] / 2, steps=5)
    page.mouse.up()
    panel.locator("[data-move=split]").click()
    page.wait_for_function(
        "(n) => Number(document.querySelector('.coding-panel progress').max) > n", arg=int(before), timeout=10_000
    )
    split = read_sheet(corpus)
    assert len(split) == before + 1 and (split["coded_end"] != "").sum() == 2

    panel.focus()
    for _ in range(2):  # past the two parts
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(1000)
    page.keyboard.press("Shift+ArrowLeft")  # all but the last word
    page.keyboard.press("b")
    page.wait_for_timeout(1000)
    assert (read_sheet(corpus)["coded_end"] != "").sum() == 3
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert "judged" in panel.locator(".place").inner_text()
    assert page.locator(".jp-CodeCell").count() > 0, "no key of the panel reached JupyterLab's own shortcuts"

    page.reload()
    saved = open_and_run(page, lab, "09_coding")
    judged = int(re.search(r"(\d+) judged", page.locator(".coding-panel .place").inner_text())[1])
    assert judged >= 3, "the work is there again"
    text = read_sheet(corpus)["sentence"].max()
    assert all(text not in str(cell.get("outputs", "")) for cell in saved.cells), "no text in a saved notebook"


def test_the_concordance_is_used_by_mouse_and_keyboard(page, lab):
    open_and_run(page, lab, "03_term_frequency")
    field = page.locator(".jp-OutputArea .widget-text input").first
    field.scroll_into_view_if_needed()
    field.fill("cable")
    field.press("Enter")
    shown = page.locator(".jp-OutputArea .widget-html table").first
    page.wait_for_function(
        "() => [...document.querySelectorAll('.widget-html td')].some((cell) => cell.textContent.includes('cable'))"
    )
    assert "places" in shown.locator("caption").inner_text()
    page.locator(".jp-OutputArea .widget-dropdown select").first.select_option("outlet")
    page.wait_for_timeout(500)
    outlets = shown.locator("tbody tr td:first-child").all_inner_texts()
    assert outlets == sorted(outlets) and outlets
    assert page.evaluate("window.hacked") is None and not page.locator("img[onerror]").count()
