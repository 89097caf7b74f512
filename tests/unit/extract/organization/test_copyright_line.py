import pytest

from desktop_scanner.extract.organization import copyright_line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("© 2019–2026 Huber Holz GmbH. Alle Rechte vorbehalten.", ["Huber Holz GmbH"]),
        ("Copyright © 2024\nSmith & Sons | Privacy", ["Smith & Sons"]),
        ("(c) by Gasthaus Adler - Impressum", ["Gasthaus Adler"]),
        ("Gasthaus Adler © 2024", ["Gasthaus Adler"]),
        ("© Peeters 2020\n© Janssens 2021", ["Janssens 2021", "Peeters 2020"]),
        ("© 2024 Kettlewick & Rowe. Powered by Shopify", ["Kettlewick & Rowe"]),
        ("© 2024 All rights reserved.", []),
        ("Foto: © Getty", []),
        ("Bilder © Anna Muster", []),
        ("© 2024", []),
        ("no mark, abc(c)", []),
        ("nothing at all", []),
    ],
)
def test_the_name_in_a_copyright_line_is_found(text: str, found: list[str]) -> None:
    assert [name for name, _ in copyright_line.found_names(text)] == found


def test_the_line_is_kept_as_it_stands() -> None:
    assert list(copyright_line.found_names("x\n© 2024  Huber\n")) == [("Huber", "© 2024 Huber")]
