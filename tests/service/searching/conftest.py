"""The five plans of the corpus, read and indexed."""

from __future__ import annotations

import pytest

from service import loading
from service.loading import load
from service.searching.building import build
from service.searching.index import Index
from service.store import Reader, Store
from tests.corpus import CORPUS

WHOLE = loading.reference_data
"""As it was before the tests' own was put in its place."""


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A store of the five plans, with the reference data of the whole country."""
    with (
        pytest.MonkeyPatch.context() as patch,
        Store.open(tmp_path_factory.mktemp("searching") / "store", writable=True) as store,
    ):
        patch.setattr(loading, "reference_data", WHOLE)
        outcomes = load([CORPUS], store)
        assert not [outcome.cause for outcome in outcomes if outcome.cause]
        return store.reader()


@pytest.fixture(scope="session")
def index(plans: Reader, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Its index."""
    file = tmp_path_factory.mktemp("index") / "search.sqlite"
    build(plans.engine, file)
    return Index(file)
