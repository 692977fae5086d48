"""Where things are, unless the user says otherwise.

CANCU_STORE   the store's folder (`--store`); default .cancu/store
CANCU_FILE_SECONDS   how long one file of several may take to be read; default 300
CANCU_BASE    the base of the data's IRIs (ontology/namespaces.py)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from service.errors import NotAStore, WrongUse

STORE_VARIABLE: Final = "CANCU_STORE"
DEFAULT_STORE: Final = ".cancu/store"
DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
LIMIT_VARIABLE: Final = "CANCU_FILE_SECONDS"
DEFAULT_LIMIT: Final = 300.0


def file_seconds() -> float:
    """How long one file of several may take to be read. WrongUse for a setting that is no number above 0."""
    text = os.environ.get(LIMIT_VARIABLE, "")
    try:
        limit = float(text) if text else DEFAULT_LIMIT
    except ValueError:
        limit = 0.0
    if not limit > 0:
        raise WrongUse(f"{LIMIT_VARIABLE} is {text!r}; it must be a number of seconds above 0.")
    return limit


def store_folder(location: str | Path) -> Path:
    """The folder that `location` names. NotAStore for a URL: a remote SPARQL server is not supported yet."""
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        raise NotAStore(f"{location}: a remote SPARQL server cannot be the store yet. Give a folder with --store.")
    return Path(location).expanduser()
