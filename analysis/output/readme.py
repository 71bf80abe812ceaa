"""The findings in README.md, written from the notebooks' answers so that they cannot fall behind them."""

import json
import re
from pathlib import Path

from analysis import paths

__all__ = ["fill_readme", "refresh_readme"]

SHOWN = ("voices", "issues", "frame", "parting")
PLACE = re.compile(r"(<!-- answers:[^\n]*-->\n).*?(<!-- /answers -->)", flags=re.DOTALL)


def fill_readme(text: str, answers: Path) -> str:
    """Return the README's text with the answers between its two marks.

    Parameters
    ----------
    text : str
        Of README.md.
    answers : Path
        figures/answers.json.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the marks are not there.
    """
    if not PLACE.search(text):
        raise ValueError("README.md lacks the marks <!-- answers: ... --> and <!-- /answers -->; put them back")
    known = json.loads(answers.read_text(encoding="utf-8"))
    shown = "\n".join(f"- {known[name]['answer']}" for name in SHOWN)
    return PLACE.sub(lambda found: f"{found.group(1)}{shown}\n{found.group(2)}", text)


def refresh_readme() -> Path:
    """Write the answers of figures/answers.json into README.md."""
    path = paths.find_root() / "README.md"
    path.write_text(
        fill_readme(path.read_text(encoding="utf-8"), path.parent / "figures" / "answers.json"), encoding="utf-8"
    )
    return path
