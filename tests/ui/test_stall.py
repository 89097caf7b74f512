import pytest

from desktop_scanner.core.batches import DomainRow
from desktop_scanner.core.errors import StoreFullError
from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.results import DomainResult
from desktop_scanner.core.statuses import BatchState
from desktop_scanner.core.targets import ClaimedTarget
from desktop_scanner.engine import stall
from desktop_scanner.store.database import Store
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import ended, press, state
from tests.ui.waiting import until

FULL = StoreFullError("The disk is full.")


def test_what_holds_a_batch_up_is_told_until_it_has_passed(
    run: Run, open_window: OpenWindow, options: ScanOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults, put = [FULL], Store.put

    async def refuse(store: Store, target: ClaimedTarget, result: DomainResult) -> DomainRow:
        if faults:
            raise faults[0]
        return await put(store, target, result)

    monkeypatch.setattr(stall, "FIRST_DELAY_S", 0.2)
    monkeypatch.setattr(Store, "put", refuse)

    async def look() -> None:
        async with open_window() as window:
            window.propose("hollowmere-dental.co.uk", options=options)
            press(window, "start_button")
            messages = window.pages.batch.messages
            await until(window.control.batch_changed, lambda: "The disk is full. The scan waits" in messages.text)
            faults.clear()
            await ended(window)
            assert state(window) is BatchState.COMPLETED
            assert messages.text == ""

    run(look())
