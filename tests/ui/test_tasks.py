import asyncio

from desktop_scanner.core.errors import InputError
from desktop_scanner.ui import error_words
from desktop_scanner.ui.tasks import Tasks


async def test_an_error_goes_to_the_handler() -> None:
    heard: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()

    async def fail() -> None:
        raise InputError("No.")

    Tasks(heard.set_result).spawn(fail(), name="fail")
    assert str(await heard) == "No."


async def test_stop_ends_what_still_runs_without_an_error() -> None:
    heard = list[BaseException]()
    tasks = Tasks(heard.append)
    task = tasks.spawn(asyncio.Event().wait(), name="wait")
    await tasks.stop()
    assert task.cancelled()
    assert heard == []


def test_a_bug_comes_with_a_report_and_a_users_error_without() -> None:
    assert error_words.in_words(InputError("The list is empty.")) == ("The list is empty.", "")
    sentence, report = error_words.in_words(ZeroDivisionError("division by zero"))
    assert "division by zero" in sentence
    assert "ZeroDivisionError" in report
