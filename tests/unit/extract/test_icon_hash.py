from desktop_scanner.extract import icon_hash


def test_the_hash_is_the_one_that_search_engines_for_hosts_use() -> None:
    # MurmurHash3 of "aGVsbG8=\n" with seed 0, signed.
    assert icon_hash.of(b"hello") == icon_hash.mmh3.hash("aGVsbG8=\n", 0, signed=True)


def test_lines_of_base64_are_part_of_what_is_hashed() -> None:
    body = b"x" * 100
    assert icon_hash.of(body) != icon_hash.mmh3.hash(icon_hash.base64.b64encode(body))
