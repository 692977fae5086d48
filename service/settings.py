"""Where things are, unless the user says otherwise.

CANCU_STORE   the store's folder (`--store`); default .cancu/store
CANCU_FILE_SECONDS     how long the reading of one file may take; default 300
CANCU_FILE_MEGABYTES   how much memory it may take; default 2048
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
"""Some hundred pages of a scan; the longest act with a text of its own takes some seconds."""
MEMORY_VARIABLE: Final = "CANCU_FILE_MEGABYTES"
DEFAULT_MEGABYTES: Final = 2048
"""Acts take up to 200; LibreOffice and a painted page need addresses for more than they use."""


def file_seconds() -> float:
    """How long the reading of one file may take. WrongUse for a setting that is no number above 0."""
    text = os.environ.get(LIMIT_VARIABLE, "")
    try:
        limit = float(text) if text else DEFAULT_LIMIT
    except ValueError:
        limit = 0.0
    if not 0 < limit < float("inf"):
        raise WrongUse(f"{LIMIT_VARIABLE} is {text!r}; it must be a number of seconds above 0.")
    return limit


def file_megabytes() -> int:
    """How much memory the reading of one file may take. WrongUse for a setting that is no whole number above 0."""
    text = os.environ.get(MEMORY_VARIABLE, "")
    try:
        limit = int(text) if text else DEFAULT_MEGABYTES
    except ValueError:
        limit = 0
    if limit <= 0:
        raise WrongUse(f"{MEMORY_VARIABLE} is {text!r}; it must be a whole number of megabytes above 0.")
    return limit


def store_folder(location: str | Path) -> Path:
    """The folder that `location` names. NotAStore for a URL: a remote SPARQL server is not supported yet."""
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        raise NotAStore(f"{location}: a remote SPARQL server cannot be the store yet. Give a folder with --store.")
    return Path(location).expanduser()
