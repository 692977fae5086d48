"""What can go wrong when the graph is asked from Python.

ServiceError
  ClientError
    Refused         the question, its parameters or the query are wrong; with what else could be meant
    NoAnswer        the service cannot be reached, or fails
    MissingExtra    pandas or polars is not installed
UserWarning
  CutAnswer         the service gave a part of the answer only, as its limits say
"""

from __future__ import annotations

from service.errors import ServiceError


class ClientError(ServiceError):
    """The graph could not be asked, or did not answer."""


class Refused(ClientError):
    """What was asked is wrong. `candidates`: names and IRIs of what could be meant instead, or of which thing."""

    def __init__(self, told: str, candidates: tuple[tuple[str, str], ...] = ()) -> None:
        names = "".join(f"\n  {label} <{iri}>" for label, iri in candidates)
        super().__init__(told + names)
        self.candidates = candidates


class NoAnswer(ClientError):
    """The service cannot be reached, or fails."""


class MissingExtra(ClientError):
    """A library for tables is not installed."""


class CutAnswer(UserWarning):
    """The answer is not complete: the service has limits, and says which one it met."""
