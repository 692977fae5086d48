"""The duties of an act without any numbers: its paragraphs, counted in their order.

Giao Sở Xây dựng:                                  names who must act
- Rà soát quy hoạch hạ tầng.                       1    of Sở Xây dựng
- Kiểm tra các chung cư.                           2    of Sở Xây dựng
Công an tỉnh chủ trì hướng dẫn thực hiện.          3    names its own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.citations import opens_basis
from loaders.duties import heading_bodies
from loaders.flow import flow
from loaders.layout.headings import closes_part, ends_text
from loaders.layout.paragraphs import paragraphs
from loaders.layout.zones import Zones
from loaders.record import Place
from loaders.source import Passage, Source
from loaders.structure import SubdivisionText

_BULLET: Final = re.compile(r"[-–+*•]\s*(?=\S)")


def unnumbered_items(source: Source, zones: Zones) -> Iterator[SubdivisionText]:
    """The paragraphs behind the one that leads in ("… yêu cầu:"), each as an item whose path is its place in the order.

    A bullet stands under the last paragraph that was nothing but a body's name.
    """
    found = [flow(lines) for lines in paragraphs([source.lines[i] for i in (*zones.preamble, *zones.body)])]
    start = next((i for i, one in enumerate(found, start=1) if one.text.endswith(":") and not opens_basis(one.text)), 0)
    above: tuple[Passage, ...] = ()
    number = 0
    for passage in found[start - 1 if start and heading_bodies(found[start - 1]) else start :]:
        bullet = _BULLET.match(passage.text)
        if ends_text(passage.text) or closes_part(passage.text):
            continue
        if passage.text.endswith(":"):
            above = (passage,) if heading_bodies(passage) else ()
            continue
        number += 1
        text = passage.part(bullet.end()) if bullet else passage
        if not bullet:
            above = ()
        yield SubdivisionText(
            path=str(number),
            kind="section",
            in_text=None,
            above=above,
            heading=passage.part(0, 0),
            text=text,
            place=Place.of(text.span()),
        )
