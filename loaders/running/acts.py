"""Which acts assign tasks in their sentences: a directive does, a law does not.

    Chỉ thị về tăng cường phòng cháy       yes
    Quyết định phê duyệt Đề án …           yes, its title says so
    Quyết định 44/2025/QĐ-UBND             no: a number with its year is a normative act's

The types are the table `language/running_tasks.yaml`.
"""

from __future__ import annotations

import re

from loaders.language import grammar
from loaders.record import DocumentHead


def assigns_tasks(head: DocumentHead) -> bool:
    """Whether an act with this head assigns tasks in running text, where it has no task table."""
    table = grammar("running_tasks.yaml")
    if re.search(table["normative_number"], head.number or ""):
        return False
    issued = f"{head.title or ''} {head.promulgates.type if head.promulgates else ''}"
    return any(
        row["type"] == head.type and re.search(row.get("title", ""), issued, re.IGNORECASE)
        for row in table["assigning"]
    )
