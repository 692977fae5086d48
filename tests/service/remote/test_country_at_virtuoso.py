"""The questions on the small country in which the right answer can be seen, put to a real Virtuoso."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from queries.engine import Engine, OxigraphEngine
from service.remote.addresses import PASSWORD_VARIABLE, USER_VARIABLE, addresses
from service.remote.engine import RemoteEngine
from service.remote.reader import RemoteReader
from service.remote.server import Server
from service.remote.target import RemoteTarget
from tests.queries import test_lineage, test_questions
from tests.queries.country import country, country_with_lineage
from tests.service.remote.virtuoso import running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Virtuoso of its own."""
    with running(tmp_path_factory.mktemp("virtuoso-country")) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv(USER_VARIABLE, "dba")
        patch.setenv(PASSWORD_VARIABLE, "dba")
        yield Server(addresses(address))


def filled(server: Server, country: OxigraphEngine) -> Engine:
    """The country in it, and nothing else of ours."""
    target = RemoteTarget(server, Path())
    target.drop(RemoteReader(Path(), 1, server).graph_names())
    target.extend(country.store)
    return RemoteEngine(server)


def _tests(module: ModuleType, fixture: str) -> Iterator[Callable[[Engine], None]]:
    """Those that need nothing but the country."""
    for name in sorted(dir(module)):
        test = getattr(module, name)
        if name.startswith("test_") and {*test.__annotations__} == {fixture, "return"}:
            yield test


@pytest.mark.parametrize(
    ("module", "fixture", "made"),
    [(test_questions, "engine", country), (test_lineage, "tied", country_with_lineage)],
    ids=["questions", "lineage"],
)
def test_the_small_country_has_the_same_answers(
    module: ModuleType, fixture: str, made: Callable[[], OxigraphEngine], server: Server
) -> None:
    engine = filled(server, made())
    tests = list(_tests(module, fixture))
    assert tests
    for test in tests:
        test(engine)
