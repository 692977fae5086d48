"""Where things are, unless the user says otherwise.

CANCU_STORE   the store (`--store`): a folder, or the address of a SPARQL server (docs/deploy.md); default .cancu/store
CANCU_STORE_UPDATE     where that server takes updates; default by its kind (service/remote/addresses.py)
CANCU_STORE_GRAPHS     where it takes whole graphs (Graph Store Protocol), or "none"; default by its kind
CANCU_STORE_USER, CANCU_STORE_PASSWORD   who may write there; or CANCU_STORE_TOKEN, a bearer token; default nobody
CANCU_STORE_FOLDER     where the ledger and the texts lie meanwhile; default .cancu/remote/<server>
CANCU_STORE_SECONDS    how long that server may keep silent; default 60
CANCU_FILE_SECONDS     how long the reading of one file may take; default 300
CANCU_FILE_MEGABYTES   how much memory it may take; default 2048
CANCU_ACCEPTED         the list of accepted findings (`--accepted`); default none
CANCU_CHECK_MEGABYTES  how large a draft sent to the service may be; default 25
CANCU_CHECK_SECONDS    how long the service may take over one; default 60
CANCU_CHECK_AT_ONCE    how many drafts the service reads at once; default 2
CANCU_QUERY_SECONDS    how long answering a query at /sparql may take, its waiting included; default 20
CANCU_QUERY_ROWS       how many rows (or statements of a graph) its answer may have; default 1000000
CANCU_QUERY_MEGABYTES  how large its answer may be; default 256
CANCU_QUERY_MEMORY     how many megabytes of memory it may take; default 512
CANCU_QUERY_AT_ONCE    how many queries at /sparql are answered at once; default 4
CANCU_TOKEN            who gives it may load acts over HTTP; default none, so that nobody may
CANCU_REQUESTS_PER_MINUTE   how many requests one client may send; default 600
CANCU_TRUSTED_PROXIES  whose X-Forwarded-For is believed: addresses and networks, with commas; default nobody's
CANCU_ORIGINS          which sites' scripts may read the data: origins, with commas; default * (all)
CANCU_ACCESS_LOG       where requests are written: a file, "-" (stderr) or "off"; default -
CANCU_ACCESS_LOG_QUERIES   "yes": with what stands behind the question mark of the address; default no
CANCU_METRICS          who may read /metrics: "local" (this machine), "all" or "off"; default local
CANCU_LICENCE          the licence under which the data is given, an IRI; default none stated
CANCU_PUBLISHER        who publishes the data, a name; default: whoever runs the service
CANCU_SEARCH_INDEX     the folder of the search index; default: in the store, beside the data that it is made from
CANCU_BASE    the base of the data's IRIs (ontology/namespaces.py)
"""

from __future__ import annotations

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Final

from service.errors import WrongUse

STORE_VARIABLE: Final = "CANCU_STORE"
DEFAULT_STORE: Final = ".cancu/store"
DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
STORE_SECONDS_VARIABLE: Final = "CANCU_STORE_SECONDS"
DEFAULT_STORE_SECONDS: Final = 60.0
"""Taking in a large graph takes a while."""
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

QUERY_SECONDS_VARIABLE: Final = "CANCU_QUERY_SECONDS"
DEFAULT_QUERY_SECONDS: Final = 20.0
"""The questions of the catalogue take up to one over ten directives."""
QUERY_ROWS_VARIABLE: Final = "CANCU_QUERY_ROWS"
DEFAULT_QUERY_ROWS: Final = 1_000_000
QUERY_MEGABYTES_VARIABLE: Final = "CANCU_QUERY_MEGABYTES"
DEFAULT_QUERY_MEGABYTES: Final = 256
QUERY_MEMORY_VARIABLE: Final = "CANCU_QUERY_MEMORY"
DEFAULT_QUERY_MEMORY: Final = 512
"""Sorting three million statements takes more; such a query is refused, and the service stays."""
QUERY_AT_ONCE_VARIABLE: Final = "CANCU_QUERY_AT_ONCE"
DEFAULT_QUERY_AT_ONCE: Final = 4
"""Each has a process of its own; they give way to the pages."""
TOKEN_VARIABLE: Final = "CANCU_TOKEN"
SHORTEST_TOKEN: Final = 20
"""Characters; `openssl rand -base64 24` gives 32."""
RATE_VARIABLE: Final = "CANCU_REQUESTS_PER_MINUTE"
DEFAULT_RATE: Final = 600
"""A page takes one or two, besides its style and scripts, which do not count."""
PROXIES_VARIABLE: Final = "CANCU_TRUSTED_PROXIES"
ORIGINS_VARIABLE: Final = "CANCU_ORIGINS"
ACCESS_LOG_VARIABLE: Final = "CANCU_ACCESS_LOG"
LOGGED_QUERIES_VARIABLE: Final = "CANCU_ACCESS_LOG_QUERIES"
METRICS_VARIABLE: Final = "CANCU_METRICS"
LICENCE_VARIABLE: Final = "CANCU_LICENCE"
PUBLISHER_VARIABLE: Final = "CANCU_PUBLISHER"
BASE_VARIABLE: Final = "CANCU_BASE"
SEARCH_VARIABLE: Final = "CANCU_SEARCH_INDEX"


def file_seconds() -> float:
    """How long the reading of one file may take. WrongUse for a setting that is no number above 0."""
    return _seconds(LIMIT_VARIABLE, DEFAULT_LIMIT)


def store_seconds() -> float:
    """How long the server at which the graph lies may keep silent. WrongUse for a setting that is no number above 0."""
    return _seconds(STORE_SECONDS_VARIABLE, DEFAULT_STORE_SECONDS)


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


def query_seconds() -> float:
    """How long answering a query may take. WrongUse for a setting that is no number above 0."""
    return _seconds(QUERY_SECONDS_VARIABLE, DEFAULT_QUERY_SECONDS)


def query_rows() -> int:
    """How many rows an answer may have. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(QUERY_ROWS_VARIABLE, DEFAULT_QUERY_ROWS, "rows")


def query_megabytes() -> int:
    """How large an answer may be. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(QUERY_MEGABYTES_VARIABLE, DEFAULT_QUERY_MEGABYTES, "megabytes")


def query_memory() -> int:
    """How much memory answering a query may take. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(QUERY_MEMORY_VARIABLE, DEFAULT_QUERY_MEMORY, "megabytes")


def queries_at_once() -> int:
    """How many queries are answered at once. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(QUERY_AT_ONCE_VARIABLE, DEFAULT_QUERY_AT_ONCE, "queries")


def load_token() -> str | None:
    """The secret that opens POST /api/documents; None where it stays shut. WrongUse for one that can be guessed."""
    token = os.environ.get(TOKEN_VARIABLE, "")
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
        raise WrongUse(
            f"{TOKEN_VARIABLE} must have at least {SHORTEST_TOKEN} characters of ASCII, without spaces. "
            "Make one by: openssl rand -base64 24"
        )
    return token or None


def requests_per_minute() -> int:
    """How many requests one client may send. WrongUse for a setting that is no whole number above 0."""
    return _whole_number(RATE_VARIABLE, DEFAULT_RATE, "requests")


def trusted_proxies() -> list[str]:
    """Addresses and networks whose X-Forwarded-For is believed. WrongUse for what is neither."""
    proxies = _listed(PROXIES_VARIABLE)
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError as error:
            raise WrongUse(f"{PROXIES_VARIABLE}: {proxy!r} is no address or network ({error}).") from error
    return proxies


def origins() -> list[str]:
    """The sites whose scripts may read the data; ["*"] for all. WrongUse for what is no origin."""
    found = _listed(ORIGINS_VARIABLE) or ["*"]
    for origin in found:
        if origin != "*" and not re.fullmatch(r"https?://[^/\s]+", origin):
            raise WrongUse(f'{ORIGINS_VARIABLE}: {origin!r} is no origin, as "https://example.org" is one.')
    return found


def access_log() -> str:
    """The file to which requests are written; "-" for stderr, "off" for none."""
    return os.environ.get(ACCESS_LOG_VARIABLE, "") or "-"


def queries_are_logged() -> bool:
    """Whether the log has what stands behind the question mark. WrongUse for a setting other than yes and no."""
    return _one_of(LOGGED_QUERIES_VARIABLE, ("no", "yes")) == "yes"


def metrics_readers() -> str:
    """Who may read /metrics: "local", "all" or "off". WrongUse for another setting."""
    return _one_of(METRICS_VARIABLE, ("local", "all", "off"))


def licence() -> str | None:
    """The IRI of the licence of the data; None where none is stated. WrongUse for what is no address."""
    return _address(LICENCE_VARIABLE)


def publisher() -> str | None:
    """The name of whoever publishes the data; None where it is not stated."""
    return " ".join(os.environ.get(PUBLISHER_VARIABLE, "").split()) or None


def check_base() -> None:
    """WrongUse where CANCU_BASE is no address below which IRIs can stand; whoever starts a program asks."""
    base = _address(BASE_VARIABLE)
    if base and ("?" in base or "#" in base):
        raise WrongUse(f"{BASE_VARIABLE} is {base!r}; it may have no ? and no #, as https://cancu.example.vn/id/.")


def accepted_file() -> Path | None:
    """The list of accepted findings; None where none is set."""
    text = os.environ.get(ACCEPTED_VARIABLE, "")
    return Path(text).expanduser() if text else None


def search_folder() -> Path | None:
    """The folder of the search index; None where it stands in the store."""
    text = os.environ.get(SEARCH_VARIABLE, "")
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


def _address(variable: str) -> str | None:
    """An absolute http address that may stand in data as an IRI; None where the setting is empty."""
    text = os.environ.get(variable, "")
    if text and not re.fullmatch(r"https?://[^/\s<>\"{}|\\^`]+(?:/[^\s<>\"{}|\\^`]*)?", text):
        raise WrongUse(f"{variable} is {text!r}; it must be a whole address, as https://cancu.example.vn/id/.")
    return text or None


def _listed(variable: str) -> list[str]:
    return [part.strip() for part in os.environ.get(variable, "").split(",") if part.strip()]


def _one_of(variable: str, allowed: tuple[str, ...]) -> str:
    """The setting, the first of `allowed` where there is none."""
    text = os.environ.get(variable, "") or allowed[0]
    if text not in allowed:
        raise WrongUse(f"{variable} is {text!r}; it must be one of: {', '.join(allowed)}.")
    return text
