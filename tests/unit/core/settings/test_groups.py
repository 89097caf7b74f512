from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.settings import Settings
from desktop_scanner.core.settings.groups import replaced


def test_one_value_is_replaced_and_the_others_stay() -> None:
    settings = replaced(Settings(), "appearance", "scheme", "dark")
    assert (settings.appearance.scheme, settings.appearance.density) == ("dark", "compact")
    assert settings.scan == ScanOptions()


def test_what_is_logged_names_what_differs_and_no_secret() -> None:
    settings = replaced(Settings(), "scan", "cookies", (("session", "hunter2"),))
    assert repr(Settings()) == "Settings()"
    assert "hunter2" not in repr(settings)
