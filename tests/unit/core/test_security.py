import json
from datetime import UTC, datetime

import pytest

from desktop_scanner.core import security
from desktop_scanner.core.security import Check, MixedContent, SecurityFacts, SecurityTxt, SetCookie

FACTS = SecurityFacts(
    grade="B",
    score=80,
    summary="B: 80 of 100 points.",
    checks=(Check(id="https", result="pass", points=16, max_points=16, message="Fine.", evidence=("x",)),),
    security_txt=SecurityTxt(found=True, url="https://a.test/", expires=datetime(2027, 1, 1, tzinfo=UTC)),
    cookies=(SetCookie(name="a", url="https://a.test/"),),
    mixed_content=(MixedContent("http://b.test/", "https://a.test/", "active"),),
)


def test_facts_come_back_as_they_were_written_in_json() -> None:
    plain = json.loads(json.dumps(security.plain(FACTS)))
    assert plain["security_txt"]["expires"] == "2027-01-01T00:00:00Z"
    assert security.read(plain) == FACTS


@pytest.mark.parametrize("other", [{}, {"caa": ["letsencrypt.org"]}, {"checks": 7}, {"checks": [{"id": 1}]}])
def test_what_another_version_wrote_is_not_misread(other: dict[str, object]) -> None:
    assert security.read(other) is None
