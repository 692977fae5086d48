"""The list of questions in docs/questions.md, made from their front matter.

python -m queries.listing docs/questions.md      writes it anew between the two marks in that page
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from queries.catalogue import Bilingual, Column, Parameter, Question, catalogue

_LIST: Final = re.compile(r"(<!-- questions -->\n).*?(<!-- /questions -->)", re.DOTALL)


def listed(page: str) -> str:
    """The page with the list between its marks as the catalogue has it now. ValueError for a page without the marks."""
    text = "\n".join(_section(question) for question in catalogue().values())
    whole, places = _LIST.subn(lambda found: f"{found[1]}\n{text}\n{found[2]}", page)
    if places != 1:
        raise ValueError("the page has no pair of marks <!-- questions --> and <!-- /questions -->")
    return whole


def _section(question: Question) -> str:
    lines = [f"### {question.name}", "", f"**{question.title.en}** · *{question.title.vi}*", ""]
    lines += _both(question.purpose) + (_both(question.notes) if question.notes else [])
    lines += ["| parameter | type | |", "|---|---|---|"] if question.parameters else []
    lines += [_parameter_row(parameter) for parameter in question.parameters]
    lines += ["", "| column | type | |", "|---|---|---|"]
    lines += [_column_row(column) for column in question.columns]
    return "\n".join([*lines, ""])


def _both(words: Bilingual) -> list[str]:
    return [words.en, "", f"*{words.vi}*", ""]


def _parameter_row(parameter: Parameter) -> str:
    name = f"`{parameter.name}`" if parameter.required else f"`[{parameter.name}]`"
    default = f", else {parameter.default}" if parameter.default else ""
    return f"| {name} | {parameter.type} | {parameter.label.en} · {parameter.label.vi}{default} |"


def _column_row(column: Column) -> str:
    return f"| `{column.name}` | {column.type} | {column.label.en} · {column.label.vi} |"


def main(page: Path) -> None:
    """Write the list in the page anew."""
    page.write_text(listed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
