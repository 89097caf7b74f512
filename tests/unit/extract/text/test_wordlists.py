from desktop_scanner.extract.text import wordlists


def test_lists_are_sets_of_single_words() -> None:
    assert wordlists.words(" a b\n a ") == {"a", "b"}
    assert {"info", "kontakt"} <= wordlists.ROLES
    assert wordlists.FREE_PROVIDERS.isdisjoint(wordlists.STAND_IN_DOMAINS)


def test_pairs_are_split_once() -> None:
    assert wordlists.pairs("a:b\n c:d:e") == {"a": "b", "c": "d:e"}
