"""A load that is killed leaves a whole store; many more kills: python -m tests.service.killing --times 50"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.service.killing import WAYS, Scene, Way, kill, scene


@pytest.fixture(scope="module", params=sorted(WAYS))
def load(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    way: Way = request.param
    return scene(way, tmp_path_factory.mktemp(way))


@pytest.mark.parametrize("seed", range(3))
def test_after_kill_9_the_store_opens_each_act_is_whole_or_absent_and_loading_again_completes(
    load: Scene, tmp_path: Path, seed: int
) -> None:
    step, seconds = load.moment(random.Random(seed))
    kill(load, tmp_path / "store", step, seconds)
