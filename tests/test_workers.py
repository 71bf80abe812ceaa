"""Processes that end, and how: none stays alone, and what was asked of them is said."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis import workers

WORKING = """
import time
from analysis import workers

if __name__ == "__main__":
    list(workers.map_parts(time.sleep, [60, 60], lambda seconds: (seconds,), workers=2))
"""
WAITING = """
import time
from analysis import workers

with workers.interruptible():
    print("waiting", flush=True)
    time.sleep(60)
"""


def list_children(pid):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def wait_for(what):
    until = time.monotonic() + 30
    while not what():
        assert time.monotonic() < until, "nothing happened in half a minute"
        time.sleep(0.1)


def test_a_worker_that_was_ended_is_said():
    with pytest.raises(ValueError, match=r"a worker process was ended from outside.* fewer --workers"):
        list(workers.map_parts(os._exit, [1], lambda code: (code,), workers=2))


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed as Linux has them")
def test_workers_end_with_the_process_that_started_them(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(WORKING, encoding="utf-8")
    with subprocess.Popen([sys.executable, script], start_new_session=True) as main:
        wait_for(lambda: len(list_children(main.pid)) > 2)  # two workers and what keeps count of them
        time.sleep(3)  # until they have begun to work
        children = list_children(main.pid)
        main.kill()
        main.wait()
        wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of other systems")
@pytest.mark.parametrize("ignored", [False, True])
def test_sigterm_interrupts_also_what_a_shell_started_in_the_background(ignored):
    def ignore():
        signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.default_int_handler)

    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, preexec_fn=ignore) as process:
        assert process.stdout.readline() == "waiting\n"
        process.terminate()
        assert "KeyboardInterrupt" in process.communicate(timeout=30)[1]
    assert process.returncode


def test_an_address_that_is_none_is_refused_at_once():
    with pytest.raises(ValueError, match=r"no Dask scheduler answers at 'localhost'; its address looks like tcp://"):
        list(workers.map_parts(len, [1], lambda part: (part,), scheduler="localhost"))
