from desktop_scanner.core.targets import RejectedLine


def test_an_unusable_line_is_named_with_number_and_reason() -> None:
    line = RejectedLine(4, "plumbers of ghent", "a domain name has no spaces")
    assert str(line) == 'line 4: "plumbers of ghent": a domain name has no spaces'
