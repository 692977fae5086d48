"""What one run of the rules found at one node, before it is told to people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A component of a rule broken at a node."""

    rule: str
    component: str
    """IRI of the SHACL constraint component."""
    focus: str
    """IRI of the node that the rule looked at."""
    value: object
    """The value at fault, a term of pyoxigraph; of a rule's own SPARQL the node at fault. None of a missing value."""
    detail: str | None
    """What only this result knows, as the rule's own SPARQL tells it: "IV.4 → IV.6"."""
    path: str | None
    """IRI of the property, where the path is one."""
