"""Where a SPARQL server takes queries, updates and whole graphs, and with what name and password.

    addresses("http://127.0.0.1:3030/ds/query").update     "http://127.0.0.1:3030/ds/update"   (Fuseki)
    addresses("http://127.0.0.1:7200/repositories/cancu")  "…/cancu/statements"                 (GraphDB, RDF4J)
    addresses("http://127.0.0.1:8890/sparql")              "…/sparql-auth"                      (Virtuoso)

SPARQL 1.1 does not say how these addresses belong together, so each family of servers has a row here, and a setting
overrides each. The password never stands in the address, where logs and messages would show it.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from service.errors import WrongUse

UPDATE_VARIABLE: Final = "CANCU_STORE_UPDATE"
GRAPHS_VARIABLE: Final = "CANCU_STORE_GRAPHS"
FOLDER_VARIABLE: Final = "CANCU_STORE_FOLDER"
USER_VARIABLE: Final = "CANCU_STORE_USER"
PASSWORD_VARIABLE: Final = "CANCU_STORE_PASSWORD"
TOKEN_VARIABLE: Final = "CANCU_STORE_TOKEN"
FOLDERS: Final = ".cancu/remote"

_FAMILIES: Final[tuple[tuple[re.Pattern[str], str, str], ...]] = (
    # GraphDB, RDF4J: https://graphdb.ontotext.com/documentation/ (REST API of RDF4J)
    (re.compile(r"(.*/repositories/[^/]+)/?"), r"\1/statements", r"\1/rdf-graphs/service"),
    # Virtuoso: https://vos.openlinksw.com/owiki/wiki/VOS/VirtTipsAndTricksGuideSPARQLEndpointProtection
    (re.compile(r"([^/]+//[^/]+)/sparql(?:-auth)?/?"), r"\1/sparql-auth", r"\1/sparql-graph-crud-auth"),
    # Fuseki: https://jena.apache.org/documentation/fuseki2/fuseki-data-access-control.html (names of services)
    (re.compile(r"(.+)/(?:query|sparql)/?"), r"\1/update", r"\1/data"),
)
"""Address of queries -> of updates, of whole graphs. A server of another kind takes all at one address."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of one data set, and the credentials for it."""

    query: str
    update: str
    graphs: str | None
    """Of the Graph Store Protocol (?graph=…); None where graphs are written by updates alone."""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    """Sent as `Authorization: Bearer`, instead of name and password."""

    @property
    def host(self) -> str:
        """The server's name and port, for messages."""
        return urlsplit(self.query).netloc


def is_address(location: str | Path) -> bool:
    """True for the address of a server, where a folder may stand too."""
    return isinstance(location, str) and location.startswith(("http://", "https://"))


def addresses(location: str) -> Addresses:
    """The addresses that belong to the address of queries, as the settings say or else as its family has them.

    Raises WrongUse for an address with a password, or of no host.
    """
    parts = urlsplit(location)
    if not parts.hostname:
        raise WrongUse(f"{location}: this address names no server. It has the form https://host/path.")
    if parts.username or parts.password:
        raise WrongUse(
            f"https://…@{parts.hostname}: no name and password in the address; give them in {USER_VARIABLE} and "
            f"{PASSWORD_VARIABLE}."
        )
    update, graphs = _of_family(location)
    return Addresses(
        query=location,
        update=os.environ.get(UPDATE_VARIABLE) or update,
        graphs=_graphs(graphs),
        user=os.environ.get(USER_VARIABLE, ""),
        password=os.environ.get(PASSWORD_VARIABLE, ""),
        token=os.environ.get(TOKEN_VARIABLE, ""),
    )


def local_folder(location: str) -> Path:
    """Where the writer's ledger and the texts of the acts lie, for the graph at that address."""
    if own := os.environ.get(FOLDER_VARIABLE, ""):
        return Path(own).expanduser()
    host = re.sub(r"[^\w.-]", "-", urlsplit(location).netloc)
    return Path(FOLDERS) / f"{host}-{hashlib.sha256(location.encode()).hexdigest()[:8]}"


def _of_family(location: str) -> tuple[str, str | None]:
    bare = location.partition("?")[0]
    for form, update, graphs in _FAMILIES:
        if found := form.fullmatch(bare):
            return found.expand(update), found.expand(graphs)
    return location, None


def _graphs(of_family: str | None) -> str | None:
    """The setting, "none" for a server without the Graph Store Protocol."""
    told = os.environ.get(GRAPHS_VARIABLE, "")
    return None if told == "none" else told or of_family
