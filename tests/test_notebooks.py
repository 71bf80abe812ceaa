"""The rules of the notebooks: question, parameters, imports, answer; short cells, no code that belongs in a room."""

import ast
import re
import statistics

import nbformat
import pytest

from analysis.output.execution import failing_cell, tidy_notebook
from analysis.output.notebooks import list_notebooks

NOTEBOOKS = list_notebooks()
LONGEST, MEDIAN = 12, 3


def code_lines(cell):
    return [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")]


def parse(cell):
    return ast.parse("\n".join(line for line in cell.source.splitlines() if not line.startswith("%")))


def test_there_are_the_nine_notebooks():
    names = ["01_corpus", "02_voices", "03_term_frequency", "04_topics", "05_sentiment", "06_validity"]
    names += ["07_robustness", "08_readouts", "09_coding"]
    assert [path.stem for path in NOTEBOOKS] == names


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def test_it_opens_with_question_parameters_imports_and_answer(notebook):
    question, parameters, imports, answer = notebook.cells[:4]
    assert question.cell_type == "markdown" and re.match(r"# .+\?$", question.source.splitlines()[0])
    assert "parameters" in parameters.metadata.get("tags", [])
    assert all("#" in line for line in parameters.source.splitlines()), "each parameter has a comment"
    assert "import" in imports.source
    assert answer.cell_type == "code"
    shown = [output.get("data", {}).get("text/markdown", "") for output in answer.outputs]
    assert any(re.search(r"\d", text) for text in shown), "the answer is displayed with its numbers"


def test_it_ends_with_the_colophon(notebook):
    assert "describe_run" in notebook.cells[-1].source


def test_nothing_is_imported_below_the_third_cell(notebook):
    later = [cell for cell in notebook.cells[3:] if cell.cell_type == "code"]
    found = [n for cell in later for n in ast.walk(parse(cell)) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert not found


def test_cells_are_short(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert max(len(code_lines(cell)) for cell in cells) <= LONGEST
    # One call that the formatter lays out over several lines is one thing to read.
    assert statistics.median(len(parse(cell).body) for cell in cells) <= MEDIAN


def test_nothing_is_defined_or_looped(notebook):
    kinds = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.AsyncFunctionDef
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [n for cell in cells for n in ast.walk(parse(cell)) if isinstance(n, kinds)]


def test_no_choice_is_made_on_one_line(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [n for cell in cells for n in ast.walk(parse(cell)) if isinstance(n, ast.IfExp)]


def test_it_is_committed_executed_and_without_errors(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    assert set(notebook.metadata) == {"kernelspec"}


def test_the_failing_cell_is_shown_with_its_number():
    fine, wrong = (nbformat.v4.new_code_cell(source) for source in ("1", "1 / 0"))
    wrong.outputs = [nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero")]
    assert failing_cell(nbformat.v4.new_notebook(cells=[fine, wrong])) == "cell 1 failed:\n1 / 0"


def test_what_changes_from_run_to_run_is_dropped():
    metadata = {"tags": ["parameters"], "execution": {"started": "now"}}
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", metadata=metadata)])
    made.metadata = nbformat.from_dict({"widgets": {"state": {}}, "language_info": {"version": "3"}})
    tidy = tidy_notebook(made)
    assert set(tidy.metadata) == {"kernelspec"}
    assert (tidy.cells[0].metadata, tidy.cells[0].id) == ({"tags": ["parameters"]}, "cell-00")


def test_what_is_another_at_each_run_is_taken_out_of_outputs():
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "f00"}, "text/plain": "<Styler at 0x7f00>"}
    output = nbformat.v4.new_output("execute_result", data=widget, execution_count=1)
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("table", outputs=[output])])
    assert tidy_notebook(made).cells[0].outputs[0].data == {"text/plain": "<Styler>"}


def test_no_committed_output_names_an_address_or_a_widget(notebook):
    outputs = [str(output) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [text for text in outputs if re.search(r" at 0x[0-9a-f]{6,}|widget-view", text)]
