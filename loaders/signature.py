"""The signature block: who signs, in what capacity, and to whom the act goes.

    Nơi nhận:                              TM. ỦY BAN NHÂN DÂN      capacity "TM. Ủy ban nhân dân / KT. Chủ tịch"
    - Như Điều 3;                          KT. CHỦ TỊCH
    - Lưu: VT, KGVX.                       PHÓ CHỦ TỊCH             position "Phó Chủ tịch"
                                           Mai Sơn                  name

Where the two columns have run together line by line, the mark of authority tells where the right one begins
(Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7 and II.9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from loaders.flow import flow_passages, one_line
from loaders.forms.document_types import is_caps
from loaders.forms.issuers import spelt_name
from loaders.forms.letters import LOWER, UPPER
from loaders.language import grammar
from loaders.layout.zones import Zones
from loaders.record import Place, Recipient, Signer
from loaders.source import Passage, Source

_RECIPIENTS: Final = re.compile(r"[-–*]?\s*N[ơoƠO][iI]\s+nh[ậâẬÂ]n\s*:?\s*", re.IGNORECASE)
_BULLET: Final = re.compile(r"\s*[-–+*•]\s*(?=\S)")
_SIGNED: Final = re.compile(r"\(?\s*(?:Đã ký|đã ký|ĐÃ KÝ)\s*\)?\s*:?\s*")
# Between the columns of a plain text: "- Công báo.               Trương Chí Trung".
_GAP: Final = re.compile(r"(?<=\S)(?:[ \u00a0]{6,}|\t[ \t]*)(?=\S)")
_RANK: Final = re.compile(r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)\s+")
_SYLLABLE: Final = rf"[{UPPER}][{LOWER}]*"
_NAME: Final = re.compile(rf"{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,5}}")
_CAPS_NAME: Final = re.compile(rf"[{UPPER}]{{2,}}(?:\s+[{UPPER}]+){{1,5}}")


@cache
def _mark() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, sorted(grammar("zones.yaml")["signing_marks"], key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{marks})\s*[./]?\s*(?<=[./\s])(?=[{UPPER}]{{2}})")


@cache
def _position() -> re.Pattern[str]:
    positions = sorted(grammar("zones.yaml")["positions"], key=len, reverse=True)
    return re.compile(rf"(?:PHÓ\s+)?(?:{'|'.join(positions)})\b")


@dataclass
class _Block:
    """The lines of the right column, cut into signers; those of the left one into recipients."""

    authority: list[Passage] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    recipients: list[list[Passage]] = field(default_factory=list)
    listing: bool = False

    def take(self, passage: Passage) -> None:
        left, right = _columns(self._behind_label(passage))
        if left:
            self._left(left)
        if right:
            self._right(right)

    def take_columns(self, left: Passage, right: Passage) -> None:
        """A line whose two columns stand far apart: what is right is of the one who signs, in small letters too."""
        if left := self._behind_label(left):
            self._left(left)
        if self.authority and _is_name(right.text):
            self._name(right)
        elif not _SIGNED.fullmatch(right.text):
            self._right(right)

    def _behind_label(self, passage: Passage) -> Passage:
        found = _RECIPIENTS.match(passage.text)
        self.listing = self.listing or bool(found)
        return passage.part(found.end()) if found else passage

    def _left(self, passage: Passage) -> None:
        if self.listing and (found := _BULLET.match(passage.text)):
            self.recipients.append([passage.part(found.end())])
        elif _is_name(passage.text) and self.authority:
            self._name(passage)
        elif self.listing and self.recipients and not _closed(self.recipients[-1][-1].text):
            self.recipients[-1].append(passage)

    def _right(self, passage: Passage) -> None:
        if self.authority and self._names_follow(passage):
            self._name(passage)
        else:
            self.authority.append(passage)

    def _names_follow(self, passage: Passage) -> bool:
        """A name in capitals, under a position that stands complete."""
        complete = _position().match(self.authority[-1].text.upper()) and not _position().match(passage.text)
        return bool(complete and not _mark().match(passage.text) and _CAPS_NAME.fullmatch(passage.text))

    def _name(self, passage: Passage) -> None:
        signed = _SIGNED.match(passage.text)
        name = passage.part(signed.end()) if signed else passage
        rank = _RANK.match(name.text)
        name = name.part(rank.end()) if rank else name
        self.signers.append(_signer(self.authority, name))
        self.authority = []


def read_signers(source: Source, zones: Zones) -> list[Signer]:
    """Who signs: name, position and capacity; a position without a name is no signer."""
    return _block(source, zones).signers


def read_recipients(source: Source, zones: Zones) -> list[Recipient]:
    """Every line of "Nơi nhận" in order, without the leading dash and the closing mark."""
    return [
        Recipient(text=text, source=Place.of(whole.span()))
        for lines in _block(source, zones).recipients
        if (whole := flow_passages(lines)) and (text := whole.text.strip(" ;.,"))
    ]


def _block(source: Source, zones: Zones) -> _Block:
    block = _Block()
    for i in zones.signature:
        line = source.lines[i]
        if line.blank or line.furniture:
            continue
        if gap := _GAP.search(line.text):
            cut = line.start + gap.end()
            whole = one_line(line)
            at = next(place for place, offset in enumerate(whole.offsets) if offset >= cut)
            block.take_columns(whole.part(0, at), whole.part(at))
            continue
        for piece in _pieces(one_line(line)):
            block.take(piece)
    return block


def _pieces(passage: Passage) -> Iterator[Passage]:
    """A line, or the two halves of one in which recipients have run together: "- Như Điều 2; - Lưu: VT." """
    start = 0
    for found in re.finditer(r"(?<=;)\s+(?=[-–+]\s)", passage.text):
        yield passage.part(start, found.start())
        start = found.end()
    yield passage.part(start)


def _columns(passage: Passage) -> tuple[Passage | None, Passage | None]:
    """(left, right) of a line of the block: recipients, and capitals of the one who signs."""
    text = passage.text
    if not text:
        return None, None
    if found := _mark().search(text):
        return passage.part(0, found.start()) or None, passage.part(found.start())
    if is_caps(text) and not _BULLET.match(text):
        return None, passage
    tail = re.search(rf"(?<=[;.:])\s+([{UPPER}]{{2,}}(?:\s+[{UPPER}]{{2,}})+)$", text)
    if tail and _position().match(tail[1]):
        return passage.part(0, tail.start()), passage.part(tail.start(1))
    return passage, None


def _is_name(text: str) -> bool:
    signed = _SIGNED.match(text)
    text = text[signed.end() :] if signed else text
    return bool(_NAME.fullmatch(_RANK.sub("", text)))


def _closed(text: str) -> bool:
    return text.endswith((";", "."))


def _signer(authority: list[Passage], name: Passage) -> Signer:
    marks: list[list[Passage]] = []
    position: list[Passage] = []
    for passage in authority:
        if _mark().match(passage.text.upper()):
            marks.append([passage])
        elif marks and not position and not _position().match(passage.text.upper()) and passage is not authority[-1]:
            marks[-1].append(passage)  # "TM. ỦY BAN NHÂN DÂN" over "TỈNH BÌNH DƯƠNG"
        else:
            position.append(passage)
    whole = flow_passages([*authority, name])
    return Signer(
        name=name.text.title() if is_caps(name.text) else name.text,
        position=spelt_name(flow_passages(position).text) or None,
        capacity=" / ".join(_capacity(flow_passages(lines).text) for lines in marks) or None,
        source=Place.of(whole.span()),
    )


def _capacity(text: str) -> str:
    """ "TM. ỦY BAN NHÂN DÂN" as "TM. Ủy ban nhân dân"; the Party's slash stays: "T/M Ban Thường vụ"."""
    found = _mark().match(text.upper())
    return f"{text[: found.end()].strip()} {spelt_name(text[found.end() :])}" if found else spelt_name(text)
