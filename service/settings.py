"""Where things are, unless the user says otherwise.

CANCU_STORE   the store's folder (`--store`); default .cancu/store
CANCU_BASE    the base of the data's IRIs (ontology/namespaces.py)
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from service.errors import NotAStore

STORE_VARIABLE: Final = "CANCU_STORE"
DEFAULT_STORE: Final = ".cancu/store"
DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000


def store_folder(location: str | Path) -> Path:
    """The folder that `location` names. NotAStore for a URL: a remote SPARQL server is not supported yet."""
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        raise NotAStore(f"{location}: a remote SPARQL server cannot be the store yet. Give a folder with --store.")
    return Path(location).expanduser()
