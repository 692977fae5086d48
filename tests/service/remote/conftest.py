"""A Virtuoso for all tests of a process, and the gold records of three plans in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.remote.addresses import FOLDER_VARIABLE, PASSWORD_VARIABLE, USER_VARIABLE
from service.store import Reader, Store
from tests.service.gold_store import fill, gold_reading
from tests.service.remote.virtuoso import running
from tests.service.small_reference import small_reference

PLANS = ("000", "002", "003")


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Virtuoso, whose name and password are set."""
    with running(tmp_path_factory.mktemp("virtuoso")) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv(USER_VARIABLE, "dba")
        patch.setenv(PASSWORD_VARIABLE, "dba")
        yield address


@pytest.fixture(scope="session")
def loaded(virtuoso: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same with 1703/QĐ-TTg, Bình Dương's 1169/QĐ-UBND and Bắc Ninh's plan without a number."""
    folder = tmp_path_factory.mktemp("remote") / "folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(folder))
        with Store.open(virtuoso, writable=True) as store:
            store.put_reference(small_reference())
            for name in PLANS:
                store.put(gold_reading(name), now=datetime(2026, 11, 20, 8, tzinfo=UTC))
            store.publish()
        yield virtuoso


@pytest.fixture(scope="session")
def folder_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same acts in a folder."""
    folder = tmp_path_factory.mktemp("embedded") / "store"
    fill(folder, *PLANS)
    return folder


@pytest.fixture(scope="session")
def embedded(folder_store: Path) -> Reader:
    return Store.open(folder_store).reader()


@pytest.fixture(scope="session")
def remote(loaded: str) -> Reader:
    return Store.open(loaded).reader()
