from desktop_scanner.core import resources


def test_the_resources_of_the_checkout_are_found() -> None:
    assert resources.path().is_dir()
    assert resources.path("icons").is_dir()
