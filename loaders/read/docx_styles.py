"""What styles say of a Word file's words: font, capitals, hidden, struck out, and which list a paragraph is of.

A property stands at the run, else at its character style, else at the paragraph's style, else at the styles that
those are based on, else in the document's defaults (ECMA-376 Part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from loaders.read.list_numbers import W, child_value, value, whole

_LONGEST_CHAIN: Final = 30


@dataclass(frozen=True)
class Look:
    """What of a run's look changes its words."""

    font: str = ""
    capitals: bool = False
    gone: bool = False
    """Hidden, or struck out by hand."""


@dataclass
class Styles:
    """The styles of `word/styles.xml`; looks are worked out once for each pair of styles."""

    _by_id: Mapping[str, etree._Element]
    _defaults: etree._Element | None
    _normal: str
    _chains: dict[tuple[str, str], list[etree._Element]] = field(default_factory=dict)

    def look(self, run: etree._Element | None, paragraph_style: str) -> Look:
        """The look of a run by its own `w:rPr` and its paragraph's style."""
        style = child_value(run, "rStyle")
        key = (style, paragraph_style or self._normal)
        if key not in self._chains:
            self._chains[key] = list(self._properties(*key))
        sources = [run, *self._chains[key]] if run is not None else self._chains[key]
        return Look(
            font=_font(sources),
            capitals=_on(sources, "caps") or _on(sources, "smallCaps"),
            gone=_on(sources, "vanish") or _on(sources, "strike") or _on(sources, "dstrike"),
        )

    def _properties(self, *styles: str) -> Iterator[etree._Element]:
        for style in styles:
            for element in self.chain(style):
                if (found := element.find(f"{W}rPr")) is not None:
                    yield found
        if self._defaults is not None:
            yield self._defaults

    def chain(self, style: str) -> list[etree._Element]:
        """The style and those that it is based on."""
        found: list[etree._Element] = []
        while style in self._by_id and len(found) < _LONGEST_CHAIN:
            found.append(self._by_id[style])
            style = child_value(found[-1], "basedOn")
        return found

    def list_of(self, style: str) -> tuple[str, int | None, str] | None:
        """(list, level or None, the style that names it) for the paragraphs of a style; None for no list."""
        for element in self.chain(style or self._normal):
            numbering = element.find(f"{W}pPr/{W}numPr")
            if numbering is not None and (number := child_value(numbering, "numId")):
                level = child_value(numbering, "ilvl")
                return number, whole(level, 0) if level else None, value(element, "styleId")
        return None

    def style_lists(self) -> dict[str, str]:
        """The list of each list style."""
        return {
            style: child_value(element.find(f"{W}pPr/{W}numPr"), "numId")
            for style, element in self._by_id.items()
            if value(element, "type") == "numbering"
        }


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of `word/styles.xml`; none where the file lacks it."""
    if root is None:
        return Styles({}, None, "")
    styles = {value(one, "styleId"): one for one in root.findall(f"{W}style")}
    normal = next(
        (
            key
            for key, one in styles.items()
            if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on")
        ),
        "",
    )
    return Styles(styles, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), normal)


def _on(sources: list[etree._Element], name: str) -> bool:
    """A switch: the first that sets it holds; "0" and "false" set it off."""
    for source in sources:
        found = source.find(f"{W}{name}")
        if found is not None:
            return value(found, "val") not in ("0", "false", "off")
    return False


def _font(sources: list[etree._Element]) -> str:
    for source in sources:
        fonts = source.find(f"{W}rFonts")
        if fonts is not None and (name := value(fonts, "ascii") or value(fonts, "hAnsi")):
            return name
    return ""
