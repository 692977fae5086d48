"""Who issues an act: the letterhead, the line that says who acts, or how the act names itself.

    ỦY BAN NHÂN DÂN
    TỈNH BÌNH DƯƠNG          Ủy ban nhân dân tỉnh Bình Dương

A joint act is issued by all whom the sentence behind its bases names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.flow import flow
from loaders.forms.document_types import types_pattern
from loaders.forms.issuers import bare_territory, place_in, spelt_name
from loaders.forms.letters import UPPER
from loaders.layout.letterhead import authority_line, letterhead
from loaders.layout.zones import Zones
from loaders.record import Place
from loaders.source import Passage, Source


@dataclass(frozen=True)
class Read:
    """A value of the head with the words that it was read from."""

    value: str
    place: Place


def find_issuer(
    source: Source, zones: Zones, act_type: str | None, in_type_line: Passage | None, itself: Sequence[Read]
) -> Read | None:
    """The letterhead; else the line that says who acts; else how the act names itself. Spelt out, its place named.

    `in_type_line`: the issuer in a head like "Nghị định của Chính phủ số …"; `itself`: in lines "(Kèm theo …)".
    """
    if joint := _joint_issuers(source, zones, act_type):
        return joint
    candidates = [letterhead(source, zones), in_type_line, authority_line(source, zones)]
    reads = [Read(spelt_name(passage.text), Place.of(passage.span())) for passage in candidates if passage]
    reads += itself
    if not reads and (acting := _acting_sentence(source, zones)):
        reads = [acting]
    complete = next((read for read in reads if not bare_territory(read.value)), None)
    read = reads[0] if reads else None
    if read is None or complete is read:
        return read
    if complete and complete.value.startswith(read.value):
        return complete
    return _with_place(source, read)


def _joint_issuers(source: Source, zones: Zones, act_type: str | None) -> Read | None:
    """All who issue a joint act, as its sentence behind the bases lists them; its letterhead tells them not apart."""
    if act_type is None or not act_type.endswith("liên tịch"):
        return None
    preamble = flow(source.lines[i] for i in zones.preamble)
    found = re.search(rf"(?<=[;.])\s*(?P<name>[{UPPER}][^;.]{{2,200}}?)\s+(?:cùng\s+)?ban hành\s+", preamble.text)
    return Read(spelt_name(found["name"]), Place.of(preamble.span(*found.span("name")))) if found else None


def _acting_sentence(source: Source, zones: Zones) -> Read | None:
    """ "Bộ trưởng Bộ Công an ban hành Thông tư …", the sentence behind the bases: Bộ Công an."""
    preamble = flow(source.lines[i] for i in zones.preamble)
    found = re.search(
        rf"(?<=[;.,])\s*(?P<name>[{UPPER}][^;.,]{{2,80}}?)\s+ban hành\s+{types_pattern()}\b", preamble.text
    )
    if found is None:
        return None
    name = re.sub(
        r"^(?:Bộ trưởng|Thống đốc|Chánh án|Viện trưởng|Tổng)\s+(?=Bộ|Ngân hàng|Tòa án|Viện|Kiểm toán)",
        "",
        found["name"],
    )
    return Read(spelt_name(name), Place.of(preamble.span(*found.span("name"))))


def _with_place(source: Source, read: Read) -> Read:
    """ "Ủy ban nhân dân tỉnh" with the province that the text is about."""
    territory = bare_territory(read.value)
    name = place_in(source.text, territory) if territory else None
    return Read(f"{read.value} {name}", read.place) if name else read
