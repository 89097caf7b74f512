from desktop_scanner.core.options import ScanOptions
from tests.ui.conftest import OpenWindow, Run
from tests.ui.person import scan
from tests.ui.waiting import until


def test_a_long_batch_that_ends_unseen_is_told_of(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        told: list[tuple[str, str]] = []
        async with open_window() as window:
            window.notifications.least_s = 0
            window.notifications.told.connect(lambda title, text: told.append((title, text)))
            window.hide()
            await scan(window, "szklo-pod-debami.pl", options)
            [(title, text)] = told
            assert title.startswith("szklo-pod-debami.pl")
            assert title.endswith(": Done")
            assert text == "1 of 1 domain scanned"

    run(look())


def test_a_short_batch_is_not_told_of(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        told: list[str] = []
        async with open_window() as window:
            window.notifications.told.connect(lambda title, _: told.append(title))
            window.hide()
            await scan(window, "szklo-pod-debami.pl", options)
            assert told == []

    run(look())


def test_what_one_watches_is_not_told_of(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        told: list[str] = []
        async with open_window() as window:
            window.notifications.least_s = 0
            window.notifications.told.connect(lambda title, _: told.append(title))
            window.activateWindow()
            await until(window.theme.changed, lambda: True)
            assert window.isActiveWindow()
            await scan(window, "szklo-pod-debami.pl", options)
            assert told == []

    run(look())


def test_a_notification_leads_to_its_batch(run: Run, open_window: OpenWindow, options: ScanOptions) -> None:
    async def look() -> None:
        async with open_window() as window:
            await scan(window, "szklo-pod-debami.pl", options)
            batch_id = window.pages.shown_id
            window.show_new_batch()
            window.hide()
            window.notifications.wanted.emit(batch_id)
            assert window.isVisible()
            assert window.pages.shown_id == batch_id

    run(look())
