"""Tables and graphs as bytes, the same content always as the same bytes: CSV, GraphML, GEXF.

as_csv(sheet)          act,label,title,…  one row an answer, complete
as_graphml(graph)      for yEd, Cytoscape, networkx
as_gexf(graph)         for Gephi
"""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import Final

import networkx as nx

from queries.analysis.sheets import Cell, Sheet

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, CSV Injection)."""

_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold, not even escaped."""

_WRITTEN_ON: Final = re.compile(rb' lastmodifieddate="[^"]*"')


def as_csv(sheet: Sheet) -> bytes:
    """CSV in UTF-8. A text that a spreadsheet would calculate gets an apostrophe in front: it comes from strangers."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\r\n")  # RFC 4180; so a lone "\r" in a text is quoted, too
    writer.writerow(column.name for column in sheet.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in sheet.rows)
    return page.getvalue().encode("utf-8")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_graphml(graph: nx.DiGraph[str]) -> bytes:
    """GraphML; the nodes' ids are their IRIs."""
    page = BytesIO()
    nx.write_graphml(_writable(graph), page)
    return page.getvalue()


def as_gexf(graph: nx.DiGraph[str]) -> bytes:
    """GEXF 1.2, without the day on which it was written."""
    page = BytesIO()
    nx.write_gexf(_writable(graph), page)
    return _WRITTEN_ON.sub(b"", page.getvalue(), count=1)  # it stands in the head, before any text of ours


def _writable(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """The graph with no character that XML refuses: a control character of a title becomes "\\ufffd"."""
    clean: nx.DiGraph[str] = nx.DiGraph()
    for node, said in graph.nodes(data=True):
        clean.add_node(node, **{name: _clean(value) for name, value in said.items()})
    clean.add_edges_from(graph.edges(data=True))
    return clean


def _clean(value: object) -> object:
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
