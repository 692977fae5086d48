"""An act as Akoma Ntoso 3 (OASIS LegalDocumentML): its text whole, its structure, what it cites, its task table.

    akn_of("https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg", reader)      <akomaNtoso …><doc name="quyet-dinh">…

    places.py    where the parts of an act stand in its text
    layout.py    the text divided among them
    words.py     stretches of text as paragraphs, with references
    head.py      identification by our IRIs
    document.py  all of it as XML

The graph knows the parts and their order, the store the text; both are put together here. Each letter of the text
stands once in the document.
"""

from __future__ import annotations

from ontology.namespaces import CANCU, graph, path_of
from service.errors import WrongUse
from service.exporting.akn.document import document
from service.exporting.said import Names, act_said
from service.store import Reader

__all__ = ["akn_of"]


def akn_of(act: str, reader: Reader) -> bytes:
    """The act (IRI) as XML in UTF-8. Raises WrongUse for one whose text the store does not hold."""
    said = act_said(act, reader)
    digest = said.text(str(graph(path_of(act))), CANCU.textDigest)
    text = reader.text(digest) if digest else None
    if text is None:
        raise WrongUse(f"{act}: the store has no text of this act. It is unknown, or only cited by others.")
    return document(act, said, text, Names(reader.engine))
