"""A question of the catalogue as the pages take it: rows of text, like those of the .rq files beside this module.

answers(engine, "coverage", document="https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg")
[{"task": "https://…/task/I.1", "province": "Tỉnh Thanh Hóa", "state": "taken up", "tasks": "https://…", …}, …]
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from queries.binding import ask
from queries.engine import Engine
from service.web.views.asking import Row


def answers(engine: Engine, question: str, /, **parameters: str) -> list[Row]:
    """The rows of the question's answer by the columns' names; an empty cell is missing. Raises as `ask` does."""
    answer = ask(question, parameters, engine)
    names = [column.name for column in answer.columns]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if isinstance(term, NamedNode | Literal)}
        for row in answer.rows
    ]
