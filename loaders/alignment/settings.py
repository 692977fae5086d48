"""The weights and words of tying, from `language/lineage.yaml`, which explains each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.alignment.terms import words_of
from loaders.language import grammar


@dataclass(frozen=True)
class Terms:
    """How much a word or a run of letters says."""

    run: int
    share: float
    few: int


@dataclass(frozen=True)
class Strength:
    """How strong a pair looks beside the others."""

    wording: float
    matter: float
    outside: float
    whole: float
    untitled: float
    related: float
    foreign: float
    alone: float
    apart: float
    copied: float
    chance: float
    kept: int


@dataclass(frozen=True)
class Odds:
    """What each piece of evidence adds to the log odds."""

    base: float
    wording: float
    cover: float
    held: float
    matter: float
    group: float
    place: float
    lead: float
    rival: float
    whole: float


@dataclass(frozen=True)
class Merge:
    """When a task is held to merge two targets."""

    words: int
    sure: float


@dataclass(frozen=True)
class Chain:
    """How sure a link must be that stands alone, and the surer one of two that bear each other out."""

    sure: float
    either: float


@dataclass(frozen=True)
class Choice:
    """The least log odds of a link, and what its being in the own body, or a tie upstream, adds to them."""

    least: float
    own: float
    tied: float


@cache
def term_settings() -> Terms:
    return Terms(**grammar("lineage.yaml")["terms"])


@cache
def strength() -> Strength:
    return Strength(**grammar("lineage.yaml")["strength"])


@cache
def odds_weights() -> Odds:
    return Odds(**grammar("lineage.yaml")["odds"])


@cache
def merge_settings() -> Merge:
    return Merge(**grammar("lineage.yaml")["merge"])


@cache
def chain_settings() -> Chain:
    return Chain(**grammar("lineage.yaml")["chain"])


@cache
def choice_settings() -> Choice:
    return Choice(**grammar("lineage.yaml")["choice"])


@cache
def matters() -> Mapping[str, str]:
    """Words of a kind of work, without marks ("truy xuat nguon goc") -> the kind ("digital")."""
    kinds = grammar("lineage.yaml")["matters"].items()
    return {" ".join(words_of(form)): kind for kind, forms in kinds for form in forms}


@cache
def no_work() -> re.Pattern[str]:
    """The whole heading of a part that sets no work."""
    return _any(grammar("lineage.yaml")["no_work"])


@cache
def formal() -> re.Pattern[str]:
    """Words of a part that sets no work."""
    return _any(grammar("lineage.yaml")["formal"])


@cache
def rules_digest() -> str:
    """A digest of the weights and words: while it stays, the same acts give the same links."""
    return hashlib.sha256(json.dumps(grammar("lineage.yaml"), sort_keys=True).encode("utf-8")).hexdigest()


def _any(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)
