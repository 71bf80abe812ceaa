"""The command line: each command one call."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__, rich_markup_mode=None
)
Into = Annotated[Path, typer.Option("--into", help="Where it goes.")]
Corpus = Annotated[Path, typer.Argument(help="A corpus folder.")]
Sides = Annotated[
    str, typer.Option(envvar="READOUTS_SIDES", help="Two sides of the study, as a,c; else the first two it names.")
]
Only = Annotated[
    list[str] | None, typer.Option(help="Only this notebook, 05 or 05_sentiment (again for another); the rest stays.")
]


def call(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call the function; what a user can mend is said in one sentence, with exit status 2."""
    try:
        return function(*arguments, **options)
    except (ValueError, OSError) as error:
        typer.echo(f"readouts: {error}", err=True)
        raise typer.Exit(2) from error
    except KeyboardInterrupt as interrupted:
        typer.echo("readouts: interrupted; what was there before stays as it was", err=True)
        raise typer.Exit(130) from interrupted


def tell(line: str) -> None:
    """Say how far a long command has come, beside its results."""
    typer.echo(line, err=True)


def choose_sides(corpus: Path | None, sides: str) -> None:
    """Have every notebook compare these two sides; refuse what the study does not have before any of them begins."""
    from analysis import paths
    from analysis.corpus.study import load_study

    os.environ["READOUTS_SIDES"] = sides
    call(load_study, call(paths.find_corpus, corpus) / "study.toml", paths.find_sides())


def find_study(source: Path) -> Path:
    """Return the study beside the articles, else the one that this project ships."""
    beside = (source if source.is_dir() else source.parent) / "study.toml"
    return beside if beside.is_file() else Path("data/study.toml")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The folder that your articles lie in.")],
    encoding: Annotated[str, typer.Option(help="Of text files; `auto` guesses it.")] = "utf-8",
    dates: Annotated[str, typer.Option(help="Order of dates written in numbers: dmy, mdy or ymd.")] = "",
    columns: Annotated[str, typer.Option(help="Names of a table's columns: text=body,outlet=source.")] = "",
) -> None:
    """Write a first articles.csv and study.toml into a folder of articles."""
    from analysis.annotation import first_study
    from analysis.corpus.articles.records import make_options

    said = call(first_study.write_first_study, folder, call(make_options, encoding, dates, columns))
    typer.echo("\n".join(said))
    options = [f"--{name} {value}" for name, value in (("dates", dates), ("columns", columns)) if value]
    options += [f"--encoding {encoding}"] if encoding != "utf-8" else []
    options += ["--keep-going"] if any(sentence.startswith("not read") for sentence in said) else []
    tell(f"next: readouts check {folder}; readouts ingest {' '.join([str(folder), *options])} --into build/mine")


@app.command()
def check(
    study: Annotated[Path, typer.Argument(help="A study file, or a folder that holds one.")],
    corpus: Annotated[Path | None, typer.Argument(help="A corpus made with it.")] = None,
) -> None:
    """Say all that is wrong with a study, or with a corpus, at once."""
    from analysis import pipeline

    problems = call(pipeline.check, study, corpus)
    typer.echo("\n".join(problems) or f"{study}: nothing wrong found")
    if problems:
        raise typer.Exit(1)


@app.command()
def ingest(
    source: Annotated[Path, typer.Argument(help="A folder of articles, or a table with a text column.")],
    into: Into,
    study: Annotated[Path | None, typer.Option(help="The study file; by default SOURCE/study.toml, if any.")] = None,
    metadata: Annotated[Path | None, typer.Option(help="csv, one row a file; by default SOURCE/articles.csv.")] = None,
    coding: Annotated[Path | None, typer.Option(help="A coder's corrections, from the command code.")] = None,
    encoding: Annotated[str, typer.Option(help="Of text files; `auto` guesses it.")] = "utf-8",
    dates: Annotated[str, typer.Option(help="Order of dates written in numbers: dmy, mdy or ymd.")] = "",
    columns: Annotated[str, typer.Option(help="Names of a table's columns: text=body,outlet=source.")] = "",
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Set unreadable articles aside.")] = False,
    pairs: Annotated[Path | None, typer.Option(help="csv of texts on one event: doc_id, other_doc_id, event.")] = None,
    links: Annotated[Path | None, typer.Option(help="A coder's sheet of links, from code --pairs.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes on this machine.")] = 1,
    scheduler: Annotated[str, typer.Option(help="A Dask scheduler instead: tcp://host:8786.")] = "",
    anew: Annotated[bool, typer.Option("--anew/--resume", help="Make anew what a killed run has made.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much it is and how long it takes.")] = False,
) -> None:
    """Make a corpus of a folder or table of articles."""
    from analysis import pipeline
    from analysis.corpus.articles.records import make_options
    from analysis.parts import Running

    options = call(make_options, encoding, dates, columns)
    study = study or find_study(source)
    if dry_run:
        typer.echo(call(pipeline.estimate, source, study, metadata, options, keep_going))
        return
    running = Running(workers, scheduler, anew)
    made = call(pipeline.ingest, source, study, into, metadata, coding, options, keep_going, pairs, links, running)
    typer.echo(f"{into}: " + ", ".join(f"{rows:,} {name}" for name, rows in made.items()))
    for sentence in call(pipeline.list_findings, into):
        tell(sentence)


@app.command()
def share(corpus: Corpus, into: Into) -> None:
    """Write what may be published of a corpus: everything but its text."""
    from analysis import pipeline

    made = call(pipeline.share, corpus, into)
    typer.echo(f"{into}: " + ", ".join(f"{len(table):,} {name}" for name, table in made.items()) + "; no text")


@app.command()
def code(
    corpus: Corpus,
    into: Into,
    pairs: Annotated[bool, typer.Option("--pairs", help="The links between claims of two texts instead.")] = False,
) -> None:
    """Write the segments, or the links between claims, for a coder to check."""
    from analysis.annotation.coding import link_sheets, sheets

    if pairs:
        proposed = call(link_sheets.save_link_sheet, corpus, into)
        typer.echo(
            f"{into}: {len(proposed):,} pairs of claims to judge, {(proposed['proposed'] == 'yes').sum():,} linked"
        )
        return
    sheet = call(sheets.save_coding_sheet, corpus, into)
    typer.echo(f"{into}: {len(sheet):,} segments to check, least certain first")


@app.command()
def notebooks(
    corpus: Annotated[Path | None, typer.Option(help="Another corpus than data/corpus.")] = None,
    only: Only = None,
) -> None:
    """Execute the notebooks in place (another corpus: under build/NAME/notebooks)."""
    from analysis.output import notebooks as module
    from analysis.output import readme

    for path in call(module.run_notebooks, corpus, in_place=True, tell=tell, only=only or (), strict=True):
        typer.echo(path)
    if corpus is None:
        call(readme.refresh_readme)


@app.command()
def report(
    corpus: Annotated[Path | None, typer.Option(help="Another corpus than data/corpus.")] = None,
    sides: Sides = "",
    jobs: Annotated[int, typer.Option(min=1, max=16, help="How many notebooks run at a time.")] = 2,
    anew: Annotated[bool, typer.Option("--anew", help="Run all, also what no change has touched.")] = False,
    only: Only = None,
    strict: Annotated[bool, typer.Option("--strict", help="A kernel for each notebook, as nbconvert does.")] = False,
) -> None:
    """Run the notebooks that a change has touched, write every figure, build report.html and report.pdf."""
    from analysis.output import notebooks as module
    from analysis.output import report as reports
    from analysis.output import side_by_side

    choose_sides(corpus, sides)
    call(module.run_notebooks, corpus, side_by_side=jobs, tell=tell, anew=anew, only=only or (), strict=strict)
    for path in call(reports.build_report, corpus):
        typer.echo(path)
    if page := call(side_by_side.save_side_by_side, corpus):
        typer.echo(page)


@app.command()
def export(
    table: Annotated[str, typer.Argument(help="A table of the corpus, or a figure made of it.")],
    into: Into,
    corpus: Annotated[Path | None, typer.Option(help="Another corpus than data/corpus.")] = None,
) -> None:
    """Write a table, or the data of a figure, as .xlsx, .tex, .md or .csv."""
    from analysis.output import export as module

    rows = call(module.export_table, corpus, table, into)
    typer.echo(f"{into}: {rows:,} rows")


@app.command()
def verify(
    corpus: Annotated[Path | None, typer.Option(help="Another corpus than data/corpus.")] = None,
    sides: Sides = "",
) -> None:
    """Make every figure and number again; name those published that no longer follow from the data."""
    from analysis.output import verification

    choose_sides(corpus, sides)
    problems = call(verification.verify_report, corpus, tell=tell)
    typer.echo("\n".join(problems) or "every figure, answer and line of the report follows from the data")
    if problems:
        raise typer.Exit(1)


@app.command()
def lab(
    corpus: Annotated[Path | None, typer.Option(help="Another corpus than data/corpus.")] = None,
    options: Annotated[list[str] | None, typer.Argument(help="Of jupyter lab, after --.")] = None,
) -> None:
    """Open JupyterLab on copies of the notebooks that read this corpus; git stays as it is."""
    import subprocess

    from analysis import paths
    from analysis.output import notebooks as module

    folder = call(module.copy_notebooks, corpus)
    root = paths.find_root()
    shown = f"--LabApp.default_url=/lab/tree/{folder.relative_to(root).as_posix()}"
    command = [sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={root}", shown, *(options or [])]
    raise typer.Exit(subprocess.call(command))


def main() -> None:
    """Run the console command `readouts`."""
    sys.exit(app())


if __name__ == "__main__":
    main()
