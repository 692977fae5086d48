"""Tasks whose fields are items of their own, each behind its label.

    1. Công tác tuyên truyền
    a) Tuyên truyền Luật Phòng, chống thiên tai.
    b) Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
    c) Thời gian thực hiện: Quý II/2026.

is one task, 1, and not three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.flow import flow_passages
from loaders.running.labelled import cut_labels
from loaders.structure import SubdivisionText


def gathered(items: Sequence[SubdivisionText]) -> Iterator[SubdivisionText]:
    """The items in their order; one for an item and those right below it, where one of these names who leads.

    The gathered item has the words of all of them. Nothing is gathered where more than one names a lead: then each is
    a task of its own.
    """
    at = 0
    while at < len(items):
        below = _below(items, at)
        leads = sum(1 for item in below if _is_lead(item))
        if leads == 1 and not _names_lead(items[at]):
            words = [part.text for part in (items[at], *below) if part.text]
            yield replace(items[at], text=flow_passages(words))
            at += 1 + len(below)
        else:
            yield items[at]
            at += 1


def _below(items: Sequence[SubdivisionText], at: int) -> Sequence[SubdivisionText]:
    """The items directly below one, if nothing stands below these."""
    own = items[at]
    end = at + 1
    while end < len(items) and items[end].in_text == own.in_text and items[end].path.startswith(f"{own.path}/"):
        end += 1
    below = items[at + 1 : end]
    return below if all(item.path.count("/") == own.path.count("/") + 1 for item in below) else ()


def _is_lead(item: SubdivisionText) -> bool:
    """Whether an item is nothing but labelled fields, who leads among them."""
    labelled = cut_labels(item.text)
    return not item.heading and not labelled.words and bool(labelled.of("lead"))


def _names_lead(item: SubdivisionText) -> bool:
    return bool(cut_labels(item.text).of("lead"))
