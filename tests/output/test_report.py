"""The report: filled from results only, whole in one file."""

import re
from pathlib import Path

import pandas as pd
import pypandoc
import pytest

from analysis import paths
from analysis.output import report
from analysis.output.figures import saving, style

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def filled():
    return report.fill_template(ROOT / "data" / "corpus")


def test_no_number_of_the_template_is_typed_that_a_program_could_compute():
    template = (ROOT / "report" / "report.md").read_text(encoding="utf-8")
    prose = re.sub(r"<<.*?>>|<%.*?%>|<#.*?#>|@\w+|```.*?```|`[^`]*`", "", template.split("---", 2)[2], flags=re.DOTALL)
    assert not re.findall(r"\b\d+(?:\.\d+)?\s?(?:%|per cent|sentences|articles|words|segments)", prose)


def test_everything_asked_for_is_filled_in(filled):
    assert "<<" not in filled and "<%" not in filled
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b", filled)


def test_every_citation_has_its_reference(filled):
    keys = set(re.findall(r"@(\w+?)\{?(\w+),", (ROOT / "report" / "references.bib").read_text(encoding="utf-8")))
    known = {key for _, key in keys}
    cited = set(re.findall(r"(?<![\w.])@([a-z]+\d{4})", filled))
    assert cited and cited <= known


def test_every_figure_of_the_manifest_stands_in_the_report(filled, shipped_figures):
    _, manifest, _ = shipped_figures
    topics = {name for name in manifest if name.startswith("topic_")}  # of five articles no topic is drawn
    notebooks_only = topics | {"confusion", "issues_by_side"}  # what another figure of the report says already
    assert {name for name in manifest if f"({name}.svg)" not in filled} == notebooks_only
    assert "none are drawn below 20" in filled


def test_both_files_are_built_and_the_html_calls_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "build_folder", lambda corpus: tmp_path)
    html, pdf = report.build_report(ROOT / "data" / "corpus")
    text = html.read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)
    assert text.count("<figure") == text.count("<figcaption")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_something_that_was_not_found_is_named(tmp_path, monkeypatch):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.md").write_text("<< answer('the moon') >>")
    figures = paths.figures_folder(ROOT / "data" / "corpus")
    monkeypatch.setattr(paths, "find_root", lambda: tmp_path)
    monkeypatch.setattr(paths, "figures_folder", lambda corpus: figures)
    with pytest.raises(ValueError, match="asks for something that was not found: 'the moon'"):
        report.fill_template(ROOT / "data" / "corpus")


def test_cells_of_a_table_are_rounded_and_never_end_it():
    assert report.show_cell(-0.123456) == "−0.123"
    assert report.show_cell("a|b") == "a/b"


LABEL = "Today $$ Headline $ *Norrund* _Brand_ # <b>"


def test_a_label_is_drawn_and_printed_as_it_is_written(tmp_path):
    figure, axes = style.new_figure(178, 80)
    axes.barh([LABEL], [1], label=LABEL)
    axes.legend(title=LABEL)
    axes.set_title(LABEL)
    table = pd.DataFrame({"outlet": [LABEL], "share": [1.0]})
    saving.save_figure(figure, table, "labels", f"{LABEL} speaks.", f"A bar for {LABEL}.", folder=tmp_path)
    answer = saving.save_answer(f"{LABEL} has *treaty* (3 times).", "label", folder=tmp_path)
    shown = report.show_table(tmp_path / "labels.csv", (), {})
    html = pypandoc.convert_text(f"{answer}\n\n{shown}\n", "html5", format="md", extra_args=["--wrap=none"])
    assert html.count("Today $$ Headline $ *Norrund* _Brand_ # &lt;b&gt;") == 2 and "<em>treaty</em>" in html
    about = {"title": f"{LABEL} speaks.", "alt": "A bar.", "n": "", "width": 0.5}
    caption = pypandoc.convert_text(report.show_figure("labels", about), "typst", format="md")
    assert "Today \\$\\$ Headline \\$ \\*Norrund\\* \\_Brand\\_" in caption
