"""What is freed is no longer held."""

import os
import subprocess
import sys

import numpy as np
import pytest

from analysis.annotation.reuse.text_overlap import stem_word
from analysis.corpus import memory

MEASURED = """
import numpy as np
from analysis.corpus import memory

def measure():
    (line,) = (line for line in open("/proc/self/status") if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024

if {given_back}:
    memory.return_memory()
np.ones(4_000_000).sum()  # as large as the library keeps from now on
before = measure()
columns = [np.ones(500_000) for _ in range(100)]
kept = columns[-1]
del columns
print(measure() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read as Linux tells it")
def test_freed_columns_are_not_held():
    # A Dask cluster that a test before this one started leaves its own settings of the library behind.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    held = {}
    for given_back in (False, True):
        command = [sys.executable, "-c", MEASURED.format(given_back=given_back)]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        held[given_back] = float(told.stdout)
    assert held[True] < 20 < held[False]  # megabytes; one column of a hundred is still there


def test_what_was_kept_is_forgotten_and_found_anew():
    before = stem_word("congratulated")
    assert stem_word.cache_info().currsize
    memory.empty_caches()
    assert stem_word.cache_info().currsize == 0
    assert stem_word("congratulated") == before


@pytest.mark.parametrize("numbers", [[], [7], [3, -1, 3, 2**40, -1], [0, 0, 0]])
def test_different_numbers_are_sorted(numbers):
    found = memory.sort_different(np.array(numbers, dtype=np.int64))
    assert found.tolist() == sorted(set(numbers))
