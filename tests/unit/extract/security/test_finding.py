from desktop_scanner.extract.security import finding


def test_a_header_is_shown_in_one_line_and_cut() -> None:
    assert finding.header_line("server", "a\r\n\tb") == "server: a b"
    assert len(finding.header_line("server", "x" * 999)) == finding.EVIDENCE_CHARACTERS


def test_what_is_not_known_says_why() -> None:
    assert finding.unknown("hsts", "Why.").result == "unknown"
