"""What styles say of a web page's words: font, capitals, hidden, a new page.

    p.MsoNormal { font-family: ".VnTime"; }            in the page's <style>, as Word writes it
    <span style="display: none">                       at the element

Only what changes the words is read, and only rules for an element's name or class; the element's own style holds first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"([a-z][\w-]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_FOOTNOTES: Final = re.compile(r"#_?(?:ftn|edn)")
# Parts of Word's web pages that are no running text.
_WORD_PARTS: Final = frozenset(
    ("footnote-list", "endnote-list", "footnote", "endnote", "header", "footer", "comment-list", "comment")
)


@dataclass(frozen=True)
class Look:
    font: str = ""
    capitals: bool = False
    gone: bool = False
    as_typed: bool = False
    """Line breaks of the file count."""
    turns_page: bool = False
    list_style: str = ""


@dataclass(frozen=True)
class Sheet:
    """The page's own rules: declarations by (element's name or "", class or "")."""

    rules: Mapping[tuple[str, str], Mapping[str, str]]

    def look(self, element: etree._Element, tag: str, above: Look) -> Look:
        """The look of an element within one that looks like `above`."""
        found: dict[str, str] = dict(self.rules.get((tag, ""), {}))
        for name in element.get("class", "").split()[:20]:
            found |= self.rules.get(("", name), {})
            found |= self.rules.get((tag, name), {})
        if style := element.get("style"):
            found |= declarations(style)
        if tag == "font" and (face := element.get("face")):
            found.setdefault("font-family", face)
        if _word_part(element, found) or element.get("hidden") is not None:
            return replace(above, gone=True)
        return _look(found, tag, above)


def read_sheet(root: etree._Element) -> Sheet:
    """The rules of the page's style elements."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for element in root.iter("style"):
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", element.text or "")):
            declared = declarations(body)
            for selector in selectors.split(","):
                if (found := _SELECTOR.fullmatch(selector.strip())) and found[0]:
                    rules.setdefault(((found[1] or "").lower(), found[2] or ""), {}).update(declared)
    return Sheet(rules)


def declarations(style: str) -> dict[str, str]:
    """ "font-size: 14px; display:none" as names and values, in small letters but for the fonts' names."""
    found: dict[str, str] = {}
    for one in style.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            name = name.strip().lower()
            found[name] = value.strip() if name == "font-family" else value.strip().lower()
    return found


def _look(style: Mapping[str, str], tag: str, above: Look) -> Look:
    if not style and tag not in ("pre", "textarea"):
        return above
    font = style.get("font-family", "").split(",")[0].strip(" \"'")
    breaks = (style.get("page-break-before", ""), style.get("break-before", ""))
    return Look(
        font=above.font if font in ("", "inherit") else font,
        capitals=style["text-transform"] == "uppercase" if "text-transform" in style else above.capitals,
        gone=above.gone or _hidden(style),
        as_typed=tag == "pre" or (style["white-space"].startswith("pre") if "white-space" in style else above.as_typed),
        turns_page=any(value in ("always", "page") for value in breaks),
        list_style=style.get("list-style-type", above.list_style if tag not in ("ol", "ul") else ""),
    )


def _hidden(style: Mapping[str, str]) -> bool:
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith("hidden")
        or style.get("mso-hide") == "all"
        or "line-through" in style.get("text-decoration", "")
        or "line-through" in style.get("text-decoration-line", "")
    )


def _word_part(element: etree._Element, style: Mapping[str, str]) -> bool:
    """Whether the element is a footnote, its mark, or a header or footer of Word's."""
    return style.get("mso-element") in _WORD_PARTS or bool(_FOOTNOTES.match(element.get("href", "")))
