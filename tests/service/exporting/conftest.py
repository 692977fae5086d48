"""Stores for exports: two small acts, and the five plans of the corpus as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.loading import load
from service.store import Reader, Store
from tests.corpus import CORPUS
from tests.service.readings import DECISION_1169, DECISION_1703, DIRECTIVE_38, PLAN_239, reading

ACTS = (
    reading(PLAN_239, (DIRECTIVE_38, DECISION_1703), ("thanh-hoa/ubnd",)),
    reading(DECISION_1169, (DIRECTIVE_38,), tasks=5),
)


@pytest.fixture
def small(tmp_path: Path) -> Reader:
    with Store.open(tmp_path / "store", writable=True) as store:
        for act in ACTS:
            store.put(act)
        store.publish()
        return store.reader()


@pytest.fixture(scope="package")
def corpus_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "store"
    with Store.open(folder, writable=True) as store:
        load([CORPUS], store)
    return folder


@pytest.fixture(scope="package")
def corpus(corpus_store: Path) -> Reader:
    return Store.open(corpus_store).reader()
