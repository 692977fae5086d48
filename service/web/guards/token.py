"""Who may load acts over HTTP: whoever gives the token that the service was started with.

    CANCU_TOKEN=… cancu serve
    curl -H "Authorization: Bearer $CANCU_TOKEN" -F file=@quyet-dinh.docx http://127.0.0.1:8000/api/documents

Without a token nobody may. It is compared in constant time, and stands in no log.
"""

from __future__ import annotations

import hmac
from typing import Annotated, Final

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from service.settings import TOKEN_VARIABLE, load_token
from service.web.problems import Problem

_BEARER: Final = HTTPBearer(auto_error=False, description=f"The token that the service was given as {TOKEN_VARIABLE}.")


def may_load(given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> None:
    """Let through whoever gives the token. Raises Problem: 403 where none is set, 401 where it is not given."""
    token = load_token()
    if token is None:
        raise Problem(
            403,
            "Loading over HTTP is switched off",
            f"Start the service with a secret of your own in {TOKEN_VARIABLE}, and send it as Authorization: Bearer. "
            "Or load by command: cancu load FILE.",
        )
    if given is None:
        raise _shut("Bearer", "This needs the header Authorization: Bearer with the token of the service.")
    if not hmac.compare_digest(given.credentials.encode(), token.encode()):
        raise _shut('Bearer error="invalid_token"', "The token is not the one that this service was started with.")


def _shut(challenge: str, detail: str) -> Problem:
    return Problem(401, "Not allowed", detail, headers={"WWW-Authenticate": challenge})
