from __future__ import annotations

import pytest

from loaders.forms.issuers import place_in


@pytest.mark.parametrize(
    ("text", "territory", "place"),
    [
        ("UBND xã Trạm Tấu", "xã", "Trạm Tấu"),
        ("UBND thành phố Hội An", "thành phố", "Hội An"),
        ("UBND tỉnh Hội Nông dân", "tỉnh", None),
        ("tỉnh An Giang; tỉnh Sở Y tế", "tỉnh", "An Giang"),
    ],
)
def test_a_place_may_be_called_like_a_body(text: str, territory: str, place: str | None) -> None:
    assert place_in(text, territory) == place
