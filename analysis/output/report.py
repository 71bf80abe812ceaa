"""Numbers, figures and report/report.md in; report.html and report.pdf out."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import jinja2
import matplotlib
import pandas as pd
import pypandoc
import typst

from analysis import paths, storage
from analysis.corpus import counted_tables, tables
from analysis.corpus.study import load_study
from analysis.measures.inference import inference, limits
from analysis.measures.voices import composition
from analysis.output.figures import fonts, style
from analysis.output.prose.numbers import escape_labels, plural

__all__ = ["build_report", "fill_template", "show_cell", "show_figure", "show_table"]

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"  # DejaVu, the same on every machine
ROWS = 40  # of a table that the report prints; the csv beside the figure has them all


def build_report(corpus: Path | str | None = None) -> list[Path]:
    """Fill report/report.md from what the notebooks found and write it as HTML (one file) and PDF.

    Parameters
    ----------
    corpus : path, optional
        The corpus folder; by default READOUTS_CORPUS or data/corpus. Its notebooks must have run.

    Returns
    -------
    list of Path
        report.html and report.pdf.

    Raises
    ------
    FileNotFoundError
        If the notebooks have not written their figures and answers yet.
    ValueError
        If the template names an answer, a figure or a number that there is not.
    """
    folder = paths.find_corpus(corpus)
    target = paths.build_folder(folder)
    target.mkdir(parents=True, exist_ok=True)
    text = fill_template(folder)
    with tempfile.TemporaryDirectory() as beside:
        here = Path(beside)
        for name in ("references.bib", "report.css", "report.typ"):
            shutil.copyfile(paths.find_root() / "report" / name, here / name)
        for picture in paths.figures_folder(folder).glob("*.svg"):
            shutil.copyfile(picture, here / picture.name)
        (here / "report.md").write_text(text, encoding="utf-8")
        made = [_write_html(here, here / "report.html"), _write_pdf(here, here / "report.pdf")]
        for path in made:  # both are whole before either takes its place
            storage.replace_file(target / path.name, path.read_bytes())
        storage.replace_file(target / "report.md", text.encode("utf-8"))  # what `readouts verify` compares
        return [target / path.name for path in made]


def fill_template(folder: Path, figures: Path | None = None) -> str:
    """Return report.md with its numbers, from the published figures and answers or from those of another folder."""
    environment = jinja2.Environment(  # {# and {{ are pandoc's and Python's
        block_start_string="<%", block_end_string="%>", variable_start_string="<<", variable_end_string=">>",
        comment_start_string="<#", comment_end_string="#>", undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, autoescape=False,
    )  # fmt: skip
    environment.filters |= {"as_label": escape_labels, "plural": plural}
    template = environment.from_string((paths.find_root() / "report" / "report.md").read_text(encoding="utf-8"))
    try:
        return template.render(_gather_numbers(folder, figures or paths.figures_folder(folder)))
    except (jinja2.UndefinedError, KeyError) as error:
        hint = "run all notebooks once: readouts report without --only"
        raise ValueError(f"report/report.md asks for something that was not found: {error}; {hint}") from error


def _gather_numbers(folder: Path, figures: Path) -> dict[str, Any]:
    """Return what the template may use: the study, counts, answers, and functions for figures and tables."""
    for name in ("manifest.json", "answers.json"):
        if not (figures / name).is_file():
            raise FileNotFoundError(f"no {name} in {figures}; run the notebooks first: make report")
    manifest, answers = (
        json.loads((figures / n).read_text(encoding="utf-8")) for n in ("manifest.json", "answers.json")
    )
    study = load_study(folder / "study.toml", paths.find_sides())
    articles, sentences, segments = counted_tables.read_tables(folder, "articles", "sentences", "segments", scores=())
    voices = composition.count_voices(segments, study).set_index("voice")
    return {
        "study": study,
        "corpus": {"name": folder.name, "hash": tables.hash_corpus(folder), "commit": _find_commit()},
        "n_articles": len(articles),
        "all_speakers": composition.are_all_speakers(articles, study),
        "topics_from": limits.TOPIC_ARTICLES,
        "limit_articles": limits.LIMIT_ARTICLES,
        "n_outlets": articles["outlet"].nunique(),
        "n_sentences": len(sentences),
        "n_segments": len(segments),
        "n_words": int(segments["n_words"].sum()),
        "minimum": inference.MINIMUM["articles"],
        "voices": voices.to_dict("index"),
        "has_figure": lambda name: name in manifest,
        "has_answer": lambda name: name in answers,
        "answer": lambda name: answers[name]["answer"],
        "figure": lambda name: (
            show_figure(name, manifest[name] | {"width": _find_width(figures / f"{name}.svg")})
            if name in manifest
            else answers[f"no_{name}"]["answer"]
        ),
        "rows": lambda name, *columns, **renamed: show_table(figures / f"{name}.csv", columns, renamed),
    }


def _find_commit() -> str:
    """Return the commit the report was built from, or "not known" outside a checkout."""
    asked = ["git", "describe", "--always", "--dirty"]
    try:
        told = subprocess.run(asked, cwd=paths.find_root(), capture_output=True, text=True, check=False)
    except OSError:
        return "not known"
    return told.stdout.strip() or "not known"


def _find_width(picture: Path) -> float:
    """Return the width of an svg as part of the widest figure, so that all figures' letters are of one size."""
    found = re.search(r'<svg[^>]*? width="([\d.]+)pt"', picture.read_text(encoding="utf-8")[:4000], flags=re.DOTALL)
    return min(1.0, float(found.group(1)) / (max(style.WIDTHS) * style.MILLIMETRE * 72)) if found else 1.0


def show_figure(name: str, about: dict[str, Any]) -> str:
    """Return the markdown of one figure: picture, caption, alt text."""
    caption = escape_labels(" ".join(about["title"].split()))
    alt = " ".join(about["alt"].split()).replace('"', "'")
    origin = f" {about['n']}." if about["n"] else ""
    return f'![{caption}{origin}]({name}.svg){{#fig-{name} alt="{alt}" width={about["width"]:.0%}}}'


def show_table(path: Path, columns: tuple[str, ...], renamed: dict[str, str]) -> str:
    """Return the csv beside a figure as a pipe table: the columns named, in order, under their new names."""
    table = pd.read_csv(path, keep_default_na=False)
    table = table[list(columns) if columns else list(table.columns)].head(ROWS).rename(columns=renamed)
    head = "| " + " | ".join(str(c).replace("_", " ") for c in table.columns) + " |"
    rule = "|" + "|".join("---:" if pd.api.types.is_numeric_dtype(table[c]) else "---" for c in table.columns) + "|"
    body = ["| " + " | ".join(show_cell(cell) for cell in row) + " |" for row in table.itertuples(index=False)]
    return "\n".join([head, rule, *body])


def show_cell(cell: Any) -> str:
    """Return a table cell as text: three significant digits, no bar that would end the cell."""
    if isinstance(cell, float):
        return f"{cell:.3g}".replace("-", "−")
    return escape_labels(str(cell).replace("|", "/"))


def _write_html(here: Path, path: Path) -> Path:
    """Write one HTML file with everything in it and no address outside it."""
    options = ["--standalone", "--embed-resources", "--citeproc", "--mathml", "--toc", "--toc-depth=2"]
    options += [f"--resource-path={here}", f"--css={here / 'report.css'}", f"--bibliography={here / 'references.bib'}"]
    pypandoc.convert_file(str(here / "report.md"), "html5", outputfile=str(path), extra_args=options)
    return path


def _write_pdf(here: Path, path: Path) -> Path:
    """Write the PDF by way of Typst, in fonts that come with the project's libraries."""
    options = [
        "--standalone",
        "--citeproc",
        f"--template={here / 'report.typ'}",
        f"--bibliography={here / 'references.bib'}",
    ]
    pypandoc.convert_file(str(here / "report.md"), "typst", outputfile=str(here / "filled.typ"), extra_args=options)
    # The machine's own fonts only where a label needs them, so that any other report looks alike everywhere.
    alike = not fonts.find_lacking([(here / "report.md").read_text(encoding="utf-8")])
    typst.compile(str(here / "filled.typ"), output=str(path), font_paths=[str(FONTS)], ignore_system_fonts=alike)
    return path
