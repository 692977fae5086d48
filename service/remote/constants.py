"""How a value comes into a question that is put to a server elsewhere: as a constant in the place of its variable.

    # @bind _task
    ?_task cancu:elaborates+ ?upstream       becomes       <…/task/I.4> cancu:elaborates+ ?upstream

The embedded store takes the VALUES clause of queries/markers.py, by which its plans were made. Virtuoso 7.2 does not
see a VALUES clause from the start of a property path: `VALUES ?t { <…> } ?t cancu:elaborates* ?up` gives what every
node elaborates. A constant means the same to every server. The clause stays where the variable is needed besides:
where a SELECT projects it, and in BOUND().
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from queries.markers import Value, marked

_STAYING: Final = re.compile(
    r"""
      \bSELECT\b[^{]*?(?=\bWHERE\b|\{)          # a projection
    | \b(?:GROUP|ORDER)\s+BY\b[^{}]*
    | \bBOUND\s*\(\s*\?\w+\s*\) | \bAS\s+\?\w+
    | \bVALUES\b[^{]*\{[^}]*\}
    | "(?:[^"\\\n]|\\.)*" | <[^<>"{}|^`\\\s]*> | \#[^\n]*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Where a variable is no place for a value, and where "?name" is no variable."""
_MARKER: Final = re.compile(r"#[ \t]*@bind((?:[ \t]+\w+)+)[ \t]*$", re.MULTILINE)


def with_constants(query: str, values: Mapping[str, Value]) -> str:
    """The query with each value put in. ValueError where no marker names a variable."""
    if strangers := values.keys() - marked(query):
        raise ValueError(f"the query has no marker for ?{min(strangers)}")
    if not values:
        return query
    variable = re.compile(rf"[?$]({'|'.join(map(re.escape, values))})\b")
    parts, place = [], 0
    for found in _STAYING.finditer(query):
        parts += [variable.sub(lambda name: str(values[name[1]]), query[place : found.start()]), found.group()]
        place = found.end()
    parts.append(variable.sub(lambda name: str(values[name[1]]), query[place:]))
    text = "".join(parts)
    left = set(variable.findall(re.sub(r"#[^\n]*", "", text)))

    def clauses(found: re.Match[str]) -> str:
        names = [name for name in found.group(1).split() if name in values]
        wanted = " ".join(f"VALUES (?{name}) {{ ({values[name]}) }}" for name in names if name in left)
        return wanted or found.group()

    return _MARKER.sub(clauses, text)
