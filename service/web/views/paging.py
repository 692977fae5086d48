"""A long list, one page at a time.

Paging.of(range(3321), 2, 40)     its items 41 to 80; .last is 84
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ConfigDict

from service.web.views.asking import View


class Paging(View):
    """One page of a list: its number from 1 on, the number of the last, how many items there are, and this page's."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    number: int
    last: int
    total: int
    first: int
    """The place of this page's first item in the list, from 1 on."""
    items: tuple[Any, ...]

    @classmethod
    def of(cls, items: Sequence[Any], number: int, size: int) -> Paging:
        """The page of that number; the last one where there are fewer."""
        last = max(1, -(-len(items) // size))
        number = min(number, last)
        start = (number - 1) * size
        return cls(
            number=number, last=last, total=len(items), first=start + 1, items=tuple(items[start : start + size])
        )
