import pip_faults
import pytest


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the one that the lock"),
        ("after connection broken by 'ProxyError('Cannot connect to proxy.'", "The proxy cannot be used."),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'", "certificate is not trusted"),
        ("ERROR: HTTP error 401 Client Error: Unauthorized for url", "asks for a login"),
        ("NewConnectionError(...): [Errno -3] Temporary failure in name resolution", "cannot be reached"),
        ("ERROR: No matching distribution found for selectolax==1.0.2", "offers no file that fits"),
        ("something else", "The lines above say why."),
    ],
)
def test_the_cause_is_told_from_what_pip_printed(output: str, sentence: str) -> None:
    assert sentence in str(pip_faults.explain(output, "It failed."))


def test_only_the_end_of_a_long_output_is_shown() -> None:
    text = str(pip_faults.explain("\n".join(f"line {number}" for number in range(100)), "It failed."))
    assert "line 99" in text
    assert "line 50" not in text
    assert text.splitlines()[-1].startswith("It failed.")


def test_a_full_disk_is_named_before_the_connection_that_broke_with_it() -> None:
    text = "Connection aborted\nOSError: [Errno 28] No space left on device"
    assert "disk is full" in str(pip_faults.explain(text, "It failed."))


def test_the_cause_is_found_in_lines_that_are_not_shown() -> None:
    retrying = "WARNING: Retrying after connection broken by 'NewConnectionError'"
    text = str(pip_faults.explain(f"{retrying}\nERROR: nothing found", "It failed."))
    assert "cannot be reached" in text
    assert "Retrying" not in text
