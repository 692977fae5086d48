"""What the paragraphs of a subdivision are: its heading, its text, or words that belong elsewhere.

"III. NHIỆM VỤ VÀ GIẢI PHÁP"                         a heading
"1. Sở Y tế có trách nhiệm thực hiện các việc sau:"  leads in its items, and so is text
"(Có Phụ lục kèm theo)."                             a note, for the part that sets the tasks
"Trong quá trình thực hiện, nếu có vướng mắc, …"     closes the whole part
"Trên đây là Kế hoạch …"                             closes the whole text
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from loaders.forms.document_types import is_caps
from loaders.language import grammar
from loaders.source import Passage

LONGEST_HEADING: Final = 400
_SENTENCE_ENDS: Final = (".", ";", ":", "!", "?", "”")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = grammar("structure.yaml")

    def any_of(name: str) -> str:
        return "|".join(f"(?:{form})".replace(" ", r"\s+") for form in table[name])

    return {
        "closing": re.compile(any_of("closing_openers")),
        "end": re.compile(any_of("end_openers")),
        "annex": re.compile(any_of("annex_notes")),
        "task": re.compile(any_of("task_headings"), re.IGNORECASE),
        "lead_in": re.compile(rf"(?:{any_of('lead_in_ends')})$"),
    }


def ends_text(text: str) -> bool:
    """Whether the paragraph closes the whole text: "Trên đây là …"."""
    return bool(_patterns()["end"].match(text))


def closes_part(text: str) -> bool:
    """Whether the paragraph closes a part, and is no more of the part's last item."""
    return bool(_patterns()["closing"].match(text))


def points_at_annex(text: str) -> bool:
    """Whether the paragraph is but a note: "(Nội dung chi tiết có Phụ lục kèm theo)."."""
    return bool(_patterns()["annex"].fullmatch(text))


def sets_tasks(heading: str) -> bool:
    """Whether a heading is that of a part with tasks: there a note that points at the annex belongs."""
    return len(heading) < LONGEST_HEADING and bool(_patterns()["task"].search(heading))


def is_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS)


def heading_length(own: Sequence[Passage], titled: bool, has_children: bool) -> int:
    """How many of a subdivision's own paragraphs are its heading; none where it is all text.

    `titled`: whether its style always bears a title (a part or chapter).
    """
    if not own:
        return 0
    first = own[0].text
    if titled and is_caps(first):
        return _capitals(own)
    if titled and len(first) < LONGEST_HEADING and not first.endswith((".", ";")):
        return 1
    if _patterns()["lead_in"].search(first) or len(first) > LONGEST_HEADING:
        return 0
    if has_children and len(own) == 1:
        return 1
    return 1 if (has_children or len(own) > 1) and not first.endswith((".", ";", ",")) else 0


def _capitals(own: Sequence[Passage]) -> int:
    return next((count for count, passage in enumerate(own) if not is_caps(passage.text)), len(own))
