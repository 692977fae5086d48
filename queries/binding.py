"""From what a person types to an answer: the words of a parameter become a term of the graph, then the query runs.

    ask("lineage-down", {"document": "38-CT/TW"}, engine).rows
    resolve(parameter, "Sở Khoa học và Công nghệ@Thanh Hóa", engine)
        <https://w3id.org/cancu/id/agency/thanh-hoa/so-khoa-hoc-va-cong-nghe>

| type     | takes                                                                                          |
|----------|------------------------------------------------------------------------------------------------|
| act      | its number as people write it ("38-CT/TW", "Chỉ thị số 38- CT/TW"), "@" its place, or an IRI   |
| body     | its name, "@" its place, or an IRI                                                             |
| commune  | its code ("14758"), its name, "@" its province ("Quan Sơn@Thanh Hóa"), or an IRI               |
| province | its name, with or without its kind ("Thanh Hóa"), its code ("38"), or an IRI                   |
| body-or-unit | a body or a unit of any level in these forms                                               |
| resource | an act or a body as above, an obligation as act "#" number ("1169/QĐ-UBND#II.3"), a part of an  |
|          | act as act "#" numbering ("1703/QĐ-TTg#II/2/đ"), or an IRI                                     |
| role     | "lead", "chủ trì", or an IRI                                                                   |
| date     | an ISO date, "2026-06-30"                                                                      |
| words    | words that stand side by side, with or without accents                                          |

An IRI is whole, in brackets or not, or a path below the base: "doc/tw/2024/38-ct-tw". Only terms reach the query
(queries/markers.py).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from ontology.namespaces import BASE, CANCU, XSD
from queries import finding, places
from queries.answers import with_changes
from queries.catalogue import Column, Parameter, ParameterType, Question, catalogue
from queries.engine import Engine, Term
from queries.errors import AmbiguousParameter, BadParameter, Candidate, UnknownParameter, UnknownQuestion
from queries.markers import Value
from queries.words import pattern_of


@dataclass(frozen=True)
class Answer:
    """A question's answer, complete: in a row None stands where nothing is known."""

    question: Question
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Term | None, ...]]


def ask(name: str, parameters: Mapping[str, str], engine: Engine) -> Answer:
    """Put a question of the catalogue to an engine. A blank parameter counts as not given.

    Raises UnknownQuestion; BadParameter, UnknownParameter, AmbiguousParameter; BadQuery where the engine refuses.
    """
    question = question_named(name)
    values = bindings(question, parameters, engine)
    kept = engine.kept(name) if question.kept and not values else None
    table = kept or engine.select(question.text, values)
    return Answer(question, question.columns, with_changes(question, table.rows))


def question_named(name: str) -> Question:
    """The question of that name. Raises UnknownQuestion with the names that come near, or else with all of them."""
    questions = catalogue()
    if name not in questions:
        names = difflib.get_close_matches(name, questions) or list(questions)
        raise UnknownQuestion(f'There is no question "{name}". There is: {", ".join(names)}.')
    return questions[name]


def bindings(question: Question, parameters: Mapping[str, str], engine: Engine) -> dict[str, Value]:
    """The question's variables, without "?", with the terms that the parameters mean. Raises as `ask` does."""
    for name in parameters:
        if question.parameter(name) is None:
            names = ", ".join(parameter.name for parameter in question.parameters)
            raise BadParameter(name, f"{question.name} has no such parameter; it takes {names}.")
    terms: dict[str, Value] = {}
    for parameter in question.parameters:
        text = (parameters.get(parameter.name) or parameter.default or "").strip()
        if text:
            terms[parameter.variable] = resolve(parameter, text, engine)
        elif parameter.required:
            raise BadParameter(parameter.name, f"{question.name} needs it. It takes {_TAKES[parameter.type]}.")
    return terms


def resolve(parameter: Parameter, text: str, engine: Engine) -> Value:
    """The term that a text means as a value of this parameter; the forms are in the table above.

    Raises BadParameter where the text is not of the type's form, UnknownParameter where the graph has nothing of the
    kind, AmbiguousParameter where several things fit.
    """
    return _RESOLVERS[parameter.type](parameter.name, text.strip(), engine)


_TAKES: Final[Mapping[ParameterType, str]] = MappingProxyType(
    {
        "act": 'an act\'s number ("38-CT/TW"), with its place where that is not enough ("1169/QĐ-UBND@Bình Dương"), '
        "or an IRI",
        "body": 'a body\'s name and place ("Sở Khoa học và Công nghệ@Thanh Hóa") or an IRI',
        "commune": 'a commune\'s code ("14758"), its name and province ("Quan Sơn@Thanh Hóa") or an IRI',
        "province": 'a province\'s name ("Thanh Hóa"), its code ("38") or an IRI',
        "body-or-unit": "a body's name and place (\"Sở Y tế@Bình Dương\"), a unit's code or name and place, or an IRI",
        "resource": 'an act ("38-CT/TW"), a task of one ("1169/QĐ-UBND#II.3"), a body, or an IRI',
        "role": 'a role ("lead", "chủ trì") or an IRI',
        "date": 'an ISO date ("2026-06-30")',
        "words": "words, with or without accents",
    }
)


# IRIs ---------------------------------------------------------------------------------------------------------

_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_PATH: Final = re.compile(r"(?:doc|agency|group|unit|role)/\S+")

_DOCUMENT: Final = frozenset({str(CANCU.Document)})
_BODY: Final = frozenset(str(term) for term in (CANCU.Agency, CANCU.Office, CANCU.AgencyGroup))
_OBLIGATION: Final = frozenset(str(term) for term in (CANCU.Task, CANCU.Duty, CANCU.ReportingDuty))
_RESOURCE: Final = _DOCUMENT | _BODY | _OBLIGATION | {str(CANCU.Subdivision)}


def _node(name: str, text: str) -> NamedNode | None:
    """The IRI that the text is; None for words. Raises BadParameter for one in brackets that is none."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if _PATH.fullmatch(bare):
        bare = BASE + bare
    elif not _ABSOLUTE.fullmatch(bare) and bare == text:
        return None
    try:
        return NamedNode(bare)
    except ValueError as error:
        raise BadParameter(name, f'"{text}" is no IRI ({error}).') from error


def _known(name: str, text: str, kind: str, wanted: frozenset[str], engine: Engine) -> NamedNode | None:
    """The node whose IRI the text is, if the graph has it and it is one of the wanted classes; None for words."""
    node = _node(name, text)
    if node is None:
        return None
    found = finding.classes(node, engine)
    if not found:
        raise UnknownParameter(name, text, kind)
    if not found & wanted:
        raise BadParameter(name, f'"{text}" is no {kind}.')
    return node


def _only(name: str, text: str, kind: str, fitting: Sequence[Candidate], near: Sequence[Candidate]) -> NamedNode:
    if not fitting:
        raise UnknownParameter(name, text, kind, near)
    if len(fitting) > 1:
        raise AmbiguousParameter(name, text, fitting)
    return NamedNode(fitting[0].iri)


# One function a type ------------------------------------------------------------------------------------------


def _act(name: str, text: str, engine: Engine) -> NamedNode:
    node = _known(name, text, "act", _DOCUMENT, engine)
    if node is not None:
        return node
    if not finding.names_a_number(text):
        raise BadParameter(name, f'"{text}" is no number of an act. It takes {_TAKES["act"]}.')
    found = finding.acts(text, engine)
    return _only(name, text, "act", found.fitting, found.near)


def _body(name: str, text: str, engine: Engine) -> NamedNode:
    node = _known(name, text, "body", _BODY, engine)
    if node is not None:
        return node
    fitting = finding.bodies(text, engine)
    return _only(name, text, "body", fitting, [] if fitting else finding.near_bodies(text, engine))


_UNIT: Final = frozenset({str(CANCU.AdministrativeUnit)})


def _commune(name: str, text: str, engine: Engine) -> NamedNode:
    return _unit(name, text, "commune", engine)


def _province(name: str, text: str, engine: Engine) -> NamedNode:
    return _unit(name, text, "province", engine)


def _unit(name: str, text: str, level: str, engine: Engine) -> NamedNode:
    node = _known(name, text, level, _UNIT, engine)
    if node is not None:
        return node
    return _only(name, text, level, places.units(text, engine, level=level), [])


def _body_or_unit(name: str, text: str, engine: Engine) -> NamedNode:
    node = _known(name, text, "body or unit", _BODY | _UNIT, engine)
    if node is not None:
        return node
    fitting = places.units(text, engine) or finding.bodies(text, engine)
    return _only(name, text, "body or unit", fitting, [] if fitting else finding.near_bodies(text, engine))


def _resource(name: str, text: str, engine: Engine) -> NamedNode:
    node = _known(name, text, "act, obligation or body", _RESOURCE, engine)
    if node is not None:
        return node
    act, hash_sign, ordinal = text.rpartition("#")
    if hash_sign and ordinal.strip():
        return _obligation(name, _act(name, act.strip(), engine), text, ordinal.strip(), engine)
    if finding.names_a_number(text):
        found = finding.acts(text, engine)
        if found.fitting:
            return _only(name, text, "act", found.fitting, [])
    return _body(name, text, engine)


def _obligation(name: str, act: NamedNode, text: str, ordinal: str, engine: Engine) -> NamedNode:
    fitting = finding.obligations(act, ordinal, engine) or finding.parts(act, ordinal, engine)
    return _only(name, text, "task or part", fitting, [])


def _role(name: str, text: str, engine: Engine) -> NamedNode:
    fitting, every = finding.roles(text, engine)
    node = _node(name, text)
    if node is not None:
        fitting = [role for role in every if role.iri == node.value]
    return _only(name, text, "role", fitting, every)


_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(name: str, text: str, engine: Engine) -> Literal:
    try:
        if not _ISO_DATE.fullmatch(text):
            raise ValueError("not of the form 2026-06-30")
        date.fromisoformat(text)
    except ValueError as error:
        raise BadParameter(name, f'"{text}" is no date. It takes {_TAKES["date"]}.') from error
    return Literal(text, datatype=NamedNode(str(XSD.date)))


def _words(name: str, text: str, engine: Engine) -> Literal:
    if not any(letter.isalnum() for letter in text):
        raise BadParameter(name, f'"{text}" has no letter and no figure. It takes {_TAKES["words"]}.')
    return Literal(pattern_of(text))


_RESOLVERS: Final[Mapping[ParameterType, Callable[[str, str, Engine], Value]]] = MappingProxyType(
    {
        "act": _act,
        "body": _body,
        "commune": _commune,
        "province": _province,
        "body-or-unit": _body_or_unit,
        "resource": _resource,
        "role": _role,
        "date": _date,
        "words": _words,
    }
)
