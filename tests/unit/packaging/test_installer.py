import os
import socket
import sys
from pathlib import Path

import installer
import pytest
from faults import SetupError

# The user's own configuration of pip would decide where these tests look.
VARIABLES = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
VARIABLES["PIP_CONFIG_FILE"] = os.devnull


def test_what_cannot_be_had_raises_with_the_end_of_pips_output() -> None:
    with pytest.raises(SetupError) as raised:
        installer.install(sys.executable, ["--no-index", "nowhere-to-be-found"], VARIABLES, lambda _text: None)
    assert "nowhere-to-be-found" in str(raised.value)
    assert "or does not offer it at all" in str(raised.value)


def test_an_index_that_does_not_answer_is_told_apart() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        arguments = ["--index-url", index, "--retries", "1", "--isolated", "nowhere-to-be-found"]
        with pytest.raises(SetupError, match="cannot be reached"):
            installer.install(sys.executable, arguments, VARIABLES, lambda _text: None)


def test_an_empty_list_installs_nothing_and_succeeds(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "lock").touch()
    installer.install(sys.executable, ["--no-index", "-r", str(tmp_path / "lock")], VARIABLES, said.append)
    assert said == []


def test_a_library_locked_in_two_versions_counts_once(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text(
        "a==1 ; python_full_version < '3.12' \\\n    --hash=sha256:0\na==2 \\\n    --hash=sha256:1\nb-c.d==3\n"
    )
    assert installer.count(lock) == 2
