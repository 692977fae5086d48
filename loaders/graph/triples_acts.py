"""The act itself as triples: document, expression and file, subdivisions, citations, signatures, recipients.

<doc/…/1169-qd-ubnd> a cancu:Document ; eli:number "1169/QĐ-UBND" ; eli:based_on <…/38-ct-tw> ; …
"""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from loaders.graph.body_identity import known_body
from loaders.graph.sheet import Sheet, concept
from loaders.identity import CitedActs, Mention, key, text_path
from loaders.record import LegalBasis, Relation, Section
from ontology.act_triples import date_triples, short_title, type_node
from ontology.names import ordinal, short_slug, slug
from ontology.terms import TYPE, cancu, dcterms, eli, node, prov, rdfs, skos

_LANGUAGE: Final = NamedNode("http://publications.europa.eu/resource/authority/language/VIE")
_UNOFFICIAL: Final = eli("LegalValue-unofficial")
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_ACT_RELATION: Final[dict[Relation, NamedNode]] = {
    "based_on": eli("based_on"),
    "implements": cancu("implements"),
}
_ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
"""What stands in brackets behind a recipient: "(để b/c)"."""


def write_document(sheet: Sheet) -> None:
    """The act as a work, its expression, its file, and the origin of the graph."""
    head, act = sheet.record.document, sheet.act
    sheet.add(act, TYPE, cancu("Document"))
    sheet.add(act, TYPE, eli("LegalResource"))
    sheet.text(act, rdfs("label"), short_title(head.type, head.number, head.title))
    sheet.text(act, dcterms("title"), head.title)
    sheet.add(act, eli("type_document"), type_node(head.type))
    sheet.add(act, eli("number"), Literal(head.number) if head.number else None)
    for predicate, date in date_triples(head.date):
        sheet.add(act, predicate, date)
    if head.issuer:
        sheet.add(act, eli("passed_by"), node(sheet.body(head.issuer).path))
    unit = sheet.setting.unit if sheet.setting.local else sheet.setting.province
    if unit:
        sheet.add(act, eli("jurisdiction"), node(f"unit/{unit.name}"))
    expression = node(expression_path(sheet))
    sheet.add(expression, TYPE, eli("LegalExpression"))
    sheet.add(expression, eli("realizes"), act)
    sheet.add(expression, eli("language"), _LANGUAGE)
    sheet.text(expression, eli("title"), head.title)
    _write_file(sheet, expression)
    _write_signatures(sheet)
    _write_recipients(sheet)


def expression_path(sheet: Sheet) -> str:
    return f"{sheet.path}/expr/vi"


def _write_file(sheet: Sheet, expression: NamedNode) -> None:
    reader = sheet.record.reader
    if reader is None:
        return
    file = node(f"{expression_path(sheet)}/file/{reader.sha256[:12]}")
    media_type = _MEDIA_TYPES + reader.media_type.replace(" ", "")
    sheet.add(file, TYPE, eli("Format"))
    sheet.add(file, eli("embodies"), expression)
    sheet.add(file, eli("format"), NamedNode(media_type))
    sheet.add(file, eli("media_type"), NamedNode(media_type.partition(";")[0]))
    sheet.add(file, eli("legal_value"), _UNOFFICIAL)
    sheet.add(file, cancu("sha256"), Literal(reader.sha256))
    sheet.add(sheet.graph, TYPE, prov("Bundle"))
    sheet.add(sheet.graph, prov("wasDerivedFrom"), file)
    sheet.add(sheet.graph, cancu("readerVersion"), Literal(reader.version))
    sheet.add(sheet.graph, cancu("textDigest"), Literal(reader.text_digest))


def _write_signatures(sheet: Sheet) -> None:
    for order, signer in enumerate(sheet.record.document.signers, 1):
        signature = node(sheet.fresh(f"{sheet.path}/signature/{short_slug(signer.name)}"))
        sheet.add(signature, TYPE, cancu("Signature"))
        sheet.add(signature, cancu("signatureOf"), sheet.act)
        sheet.add(signature, cancu("signerName"), Literal(signer.name))
        sheet.text(signature, cancu("position"), signer.position)
        sheet.text(signature, cancu("capacity"), signer.capacity)
        sheet.add(signature, cancu("order"), Literal(order))
        sheet.place(signature, signer.source)


def _write_recipients(sheet: Sheet) -> None:
    """Every line; and the bodies of those lines, or parts of one, that the tables know."""
    for line in sheet.record.document.recipients:
        sheet.text(sheet.act, cancu("recipientLine"), line)
        words = _ASIDE.sub("", line)
        for name in (words, *re.split(r"[,;]", words)):
            body = known_body(name.strip(), sheet.setting)
            if body:
                sheet.add(sheet.act, cancu("recipient"), node(sheet.note(body).path))
                if name == words:
                    break


# Subdivisions ---------------------------------------------------------------------------------------------


def write_subdivisions(sheet: Sheet) -> None:
    """Every numbered part of the text, each below its parent; an attached text above its own."""
    for order, part in enumerate(sheet.record.structure, 1):
        path = sheet.fresh(f"{sheet.path}/text/{text_path(part.path, part.in_text)}")
        sheet.subdivisions[(part.in_text, part.path)] = path
        subdivision = _subdivision(sheet, path, part.kind, part.path, _parent(sheet, part.path, part.in_text))
        sheet.text(subdivision, dcterms("title"), part.heading)
        sheet.text(subdivision, dcterms("description"), part.text)
        sheet.add(subdivision, cancu("order"), Literal(order))


def _subdivision(sheet: Sheet, path: str, kind: str, printed: str, parent: NamedNode) -> NamedNode:
    subdivision = node(path)
    sheet.add(subdivision, TYPE, cancu("Subdivision"))
    sheet.add(subdivision, TYPE, eli("LegalResourceSubdivision"))
    sheet.add(subdivision, eli("type_subdivision"), concept("subdivision", kind))
    sheet.add(subdivision, cancu("path"), Literal(printed))
    sheet.add(subdivision, eli("is_part_of"), parent)
    return subdivision


def _parent(sheet: Sheet, path: str, in_text: str | None) -> NamedNode:
    """The nearest level above that the text has; else the attached text, or the act."""
    above = path.rpartition("/")[0]
    while above:
        found = sheet.subdivisions.get((in_text, above))
        if found:
            return node(found)
        above = above.rpartition("/")[0]
    return attached_text(sheet, in_text) if in_text else sheet.act


def attached_text(sheet: Sheet, type_: str) -> NamedNode:
    """The subdivision of a text that the act issues "kèm theo"."""
    path = f"{sheet.path}/text/{slug(type_)}"
    if (type_, "") not in sheet.subdivisions:
        sheet.subdivisions[(type_, "")] = sheet.fresh(path)
        text = _subdivision(sheet, path, "attached-text", type_, sheet.act)
        sheet.add(text, eli("is_annex_of"), sheet.act)
        issued = sheet.record.document.promulgates
        if issued and slug(issued.type) == slug(type_):
            sheet.text(text, dcterms("title"), issued.title)
    return node(path)


ANNEX: Final = "Phụ lục"


def annex(sheet: Sheet) -> NamedNode:
    """The subdivision of the annex that holds the task tables."""
    path = f"{sheet.path}/text/{slug(ANNEX)}"
    if (None, ANNEX) not in sheet.subdivisions:
        sheet.subdivisions[(None, ANNEX)] = sheet.fresh(path)
        text = _subdivision(sheet, path, "annex", ANNEX, sheet.act)
        sheet.add(text, eli("is_annex_of"), sheet.act)
    return node(path)


def group_row(sheet: Sheet, section: Section, task_id: str) -> NamedNode:
    """The subdivision of a group row of the task table: "II" above the rows II.1, II.2, …"""
    above = task_id.rpartition(".")[0]
    number = above if section.number and above.endswith(section.number) else section.number
    mark = (number, section.title)
    if mark not in sheet.group_rows:
        whole = annex(sheet)
        name = ordinal(number) if number else short_slug(section.title)
        path = sheet.fresh(f"{sheet.path}/text/{slug(ANNEX)}/{name}")
        sheet.group_rows[mark] = path
        row = _subdivision(sheet, path, "task-group", f"{ANNEX}/{number or section.title}", whole)
        sheet.text(row, dcterms("title"), section.title)
    return node(sheet.group_rows[mark])


# Citations ------------------------------------------------------------------------------------------------


def write_citations(sheet: Sheet, cited: CitedActs) -> None:
    """The lines of the preamble, then every other act that the text cites."""
    for order, basis in enumerate(sheet.record.legal_bases, 1):
        _write_basis(sheet, basis, cited.path(Mention.of(basis)), order)
    based = {cited.path(Mention.of(basis)) for basis in sheet.record.legal_bases}
    for mention in cited.mentions:
        path = cited.path(mention)
        if path and path != sheet.path:
            sheet.add(sheet.act, eli("cites"), node(path))
    for other in sheet.record.citations:
        path = cited.path(Mention.of(other))
        if path and path != sheet.path and path not in based and other.source:
            citation = _citation(sheet, "cites", key(path), path)
            sheet.place(citation, other.source)


def _write_basis(sheet: Sheet, basis: LegalBasis, path: str | None, order: int) -> None:
    target = path if path != sheet.path else None
    proposer = sheet.body(basis.issuer) if basis.relation == "proposed_by" and basis.issuer else None
    name = key(target) if target else key(proposer.path) if proposer else short_slug(basis.citation)
    citation = _citation(sheet, basis.relation.replace("_", "-"), name, target)
    sheet.add(citation, cancu("order"), Literal(order))
    sheet.place(citation, basis.source)
    if proposer:
        sheet.add(sheet.act, cancu("proposedBy"), node(proposer.path))
    if target and basis.relation in _ACT_RELATION:
        sheet.add(sheet.act, _ACT_RELATION[basis.relation], node(target))


def _citation(sheet: Sheet, relation: str, name: str, target: str | None) -> NamedNode:
    citation = node(sheet.fresh(f"{sheet.path}/cite/{relation}/{name}"))
    sheet.add(citation, TYPE, cancu("Citation"))
    sheet.add(citation, cancu("citing"), sheet.act)
    sheet.add(citation, cancu("cited"), node(target) if target else None)
    sheet.add(citation, cancu("relation"), concept("relation", relation))
    return citation


def write_remarks(sheet: Sheet, tasks: dict[str, NamedNode]) -> None:
    """What a careful reader notices is wrong in the source, on the part that it is about; else on the act."""
    parts = {printed: node(path) for (_, printed), path in sheet.subdivisions.items() if printed}
    groups = {number: node(path) for (number, _), path in sheet.group_rows.items() if number}
    for remark in sheet.record.remarks:
        by_id = tasks.get(remark.id) or groups.get(remark.id) if remark.id else None
        by_path = parts.get(remark.path) or parts.get(remark.path.partition("/")[0]) if remark.path else None
        sheet.add(by_id or by_path or sheet.act, skos("editorialNote"), Literal(remark.remark))
