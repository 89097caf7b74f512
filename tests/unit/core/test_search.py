import pytest

from desktop_scanner.core.errors import InputError
from desktop_scanner.core.search import Search, parse


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("bakery ghent", Search(text="bakery ghent")),
        ("tech:Shopify", Search(values=(("technology", "Shopify"),))),
        (
            'tech:"Contact Form 7" email:info@a.be',
            Search(values=(("technology", "Contact Form 7"), ("email", "info@a.be"))),
        ),
        ("domain:Acme.com tech: nginx", Search(domains=("acme.com",), values=(("technology", "nginx"),))),
        ("https://acme.com", Search(text="https://acme.com")),
        ('"two words" three', Search(text="two words three")),
        ("TRACKER:google_analytics:G-1", Search(values=(("tracker", "google_analytics:G-1"),))),
        ('org:"Acme', Search(values=(("organization", "Acme"),))),
    ],
)
def test_a_search_is_read_as_it_is_written(text: str, what: Search) -> None:
    assert parse(text) == what


@pytest.mark.parametrize("text", ["", "  ", "tech:", '""'])
def test_a_search_for_nothing_says_what_can_be_looked_for(text: str) -> None:
    with pytest.raises(InputError, match="domain:, email:"):
        parse(text)
