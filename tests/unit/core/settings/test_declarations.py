import pytest

from desktop_scanner.core.options import ScanOptions
from desktop_scanner.core.settings import Settings, declarations
from desktop_scanner.core.settings.declarations import ALL, GROUPS, WITHOUT_SETTING


def test_every_option_of_a_scan_is_a_setting_once_or_left_out_on_purpose() -> None:
    held = [setting.name for setting in ALL.values() if setting.part == "scan"]
    assert sorted([*held, *WITHOUT_SETTING]) == sorted(ScanOptions.__struct_fields__)


def test_every_field_of_every_group_has_its_setting() -> None:
    parts = {name: getattr(Settings(), name) for name in Settings.__struct_fields__ if name != "scan"}
    fields = {f"{name}.{field}" for name, part in parts.items() for field in part.__struct_fields__}
    assert fields <= ALL.keys()


def test_no_key_is_lost_by_a_second_of_its_name() -> None:
    assert len(ALL) == sum(len(group.settings) for group in GROUPS)


@pytest.mark.parametrize("setting", ALL.values(), ids=lambda setting: setting.key)
def test_each_is_told_of_and_its_default_is_within_its_limits(setting: declarations.Setting) -> None:
    assert setting.title
    assert setting.help.endswith(".")
    if setting.choices:
        assert setting.default in [choice.value for choice in setting.choices]
    if setting.form in ("whole", "number"):
        assert setting.least is not None
        assert setting.meta.le is not None
        assert setting.least <= setting.default <= setting.meta.le


@pytest.mark.parametrize(
    ("key", "form", "unit"),
    [
        ("crawl.all_pages", "switch", ""),
        ("crawl.max_bytes", "whole", "bytes"),
        ("crawl.domain_timeout_s", "number", "s"),
        ("politeness.delay_ms", "whole", "ms"),
        ("storage.evidence_days", "whole", "days"),
        ("notifications.min_minutes", "whole", "min"),
        ("appearance.scheme", "choice", ""),
        ("network.proxies", "lines", ""),
        ("politeness.contact", "text", ""),
    ],
)
def test_the_form_follows_from_the_type_and_the_unit_from_the_name(key: str, form: str, unit: str) -> None:
    assert (ALL[key].form, ALL[key].unit) == (form, unit)


def test_what_must_be_above_zero_begins_at_a_tenth() -> None:
    assert ALL["crawl.request_timeout_s"].least == pytest.approx(0.1)
