"""Where things are, unless the user says otherwise.

CANCU_STORE   the store's folder (`--store`); default .cancu/store
CANCU_FILE_SECONDS     how long the reading of one file may take; default 300
CANCU_FILE_MEGABYTES   how much memory it may take; default 2048
CANCU_ACCEPTED         the list of accepted findings (`--accepted`); default none
CANCU_CHECK_MEGABYTES  how large a draft sent to the service may be; default 25
CANCU_CHECK_SECONDS    how long the service may take over one; default 60
CANCU_CHECK_AT_ONCE    how many drafts the service reads at once; default 2
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
ACCEPTED_VARIABLE: Final = "CANCU_ACCEPTED"
CHECK_SIZE_VARIABLE: Final = "CANCU_CHECK_MEGABYTES"
DEFAULT_CHECK_MEGABYTES: Final = 25
"""A plan in Word has less than one; a scan of a hundred pages has twenty."""
CHECK_LIMIT_VARIABLE: Final = "CANCU_CHECK_SECONDS"
DEFAULT_CHECK_LIMIT: Final = 60.0
"""What a visitor waits for; a long scan is better checked by command."""
AT_ONCE_VARIABLE: Final = "CANCU_CHECK_AT_ONCE"
DEFAULT_AT_ONCE: Final = 2
"""Each takes a processor and up to CANCU_FILE_MEGABYTES; the others wait their turn."""


def file_seconds() -> float:
    """How long the reading of one file may take. WrongUse for a setting that is no number above 0."""
    return _seconds(LIMIT_VARIABLE, DEFAULT_LIMIT)


def check_seconds() -> float:
    """How long the service may take over one draft. WrongUse for a setting that is no number above 0."""
    return _seconds(CHECK_LIMIT_VARIABLE, DEFAULT_CHECK_LIMIT)


def file_megabytes() -> int:
    """How much memory the reading of one file may take. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(MEMORY_VARIABLE, DEFAULT_MEGABYTES, "megabytes")


def check_megabytes() -> int:
    """How large a draft sent to the service may be. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(CHECK_SIZE_VARIABLE, DEFAULT_CHECK_MEGABYTES, "megabytes")


def checks_at_once() -> int:
    """How many drafts the service reads at once. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(AT_ONCE_VARIABLE, DEFAULT_AT_ONCE, "drafts")


def accepted_file() -> Path | None:
    """The list of accepted findings; None where none is set."""
    text = os.environ.get(ACCEPTED_VARIABLE, "")
    return Path(text).expanduser() if text else None


def _seconds(variable: str, default: float) -> float:
    text = os.environ.get(variable, "")
    try:
        limit = float(text) if text else default
    except ValueError:
        limit = 0.0
    if not 0 < limit < float("inf"):
        raise WrongUse(f"{variable} is {text!r}; it must be a number of seconds above 0.")
    return limit


def _whole_number(variable: str, default: int, of_what: str) -> int:
    text = os.environ.get(variable, "")
    try:
        limit = int(text) if text else default
    except ValueError:
        limit = 0
    if limit <= 0:
        raise WrongUse(f"{variable} is {text!r}; it must be a whole number of {of_what} above 0.")
    return limit


def store_folder(location: str | Path) -> Path:
    """The folder that `location` names. NotAStore for a URL: a remote SPARQL server is not supported yet."""
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        raise NotAStore(f"{location}: a remote SPARQL server cannot be the store yet. Give a folder with --store.")
    return Path(location).expanduser()
