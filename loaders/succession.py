"""The clause by which an act itself passes its duties on to whoever follows a body that is reorganised.

    "Các sở, ban, ngành sau khi sắp xếp, hợp nhất tổ chức bộ máy … tiếp tục thực hiện các nhiệm vụ được giao …"

The forms are in `language/succession.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.language import grammar


def passes_on(text: str) -> bool:
    """Whether a sentence of the text says that a reorganised body's followers go on with its duties."""
    changes, goes_on = _forms()
    return any(changes.search(sentence) and goes_on.search(sentence) for sentence in re.split(r"[.;]\s", text))


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = grammar("succession.yaml")
    changes, goes_on = ("|".join(forms[name]).replace(" ", r"\s+") for name in ("changes", "goes_on"))
    return re.compile(changes, re.IGNORECASE), re.compile(goes_on, re.IGNORECASE)
