"""Whom the sentence above an act's numbered items asks to act, where the items themselves name nobody.

"…, Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành thực hiện các nội dung sau:"
1. Rà soát …                                    Thủ trưởng các sở, ban, ngành
2. Sở Y tế: …                                   Sở Y tế: what an item says itself holds
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.flow import flow
from loaders.forms.clauses import body_list, words
from loaders.layout.paragraphs import paragraphs
from loaders.layout.zones import Zones
from loaders.record import BodyName
from loaders.source import Source
from loaders.structure import SubdivisionText


def asked_above(source: Source, zones: Zones, items: Sequence[SubdivisionText]) -> tuple[BodyName, ...]:
    """The bodies that the paragraph right above the first numbered item asks; () where it asks none.

    A plan's parts ("I. MỤC ĐÍCH") have headings of their own: there the paragraph above leads in the plan, no duties.
    """
    if not items or items[0].kind == "part" or items[0].in_text or items[0].place is None:
        return ()
    first = items[0].place.start
    above = [source.lines[i] for i in (*zones.preamble, *zones.body) if source.lines[i].end <= first]
    lead_in = flow((paragraphs(above) or [[]])[-1])
    if not lead_in.text.endswith(":"):
        return ()
    for request in reversed(list(words().request.finditer(lead_in.text))):
        listed = body_list(lead_in, request.end(), semicolons=True)
        if listed:
            return listed.names
    return ()
