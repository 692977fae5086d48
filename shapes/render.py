"""The report as people and programs read it; what each rendering is stands in shapes/rendering.

as_text([report])    the console          as_json([report])      as_turtle([report])
as_html([draft])     one printable page   commented(draft, …)    the user's Word file with comments
"""

from __future__ import annotations

from shapes.rendering.data import as_json, as_turtle
from shapes.rendering.html import as_html, html_body
from shapes.rendering.text import as_text
from shapes.rendering.word import commented
from shapes.rendering.words import QUOTE_LENGTH, Language, summary

__all__ = [
    "QUOTE_LENGTH",
    "Language",
    "as_html",
    "as_json",
    "as_text",
    "as_turtle",
    "commented",
    "html_body",
    "summary",
]
