"""The two packages with lists of units, fetched with pip into a folder; nothing of them is installed or run.

`UNITS` (MIT) is what the tables are made of. `CHECK` (GPL-3) is only read beside them, as data: no row comes from it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZipFile


@dataclass(frozen=True)
class Package:
    """A wheel on PyPI, known by its digest."""

    name: str
    version: str
    sha256: str


UNITS: Final = Package("vietnamadminunits", "1.0.4", "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35")
CHECK: Final = Package(
    "vietnam-provinces", "2026.9.0", "b5f3540a98937d38b9bebcbdb792fa4f5b9712737d41b05c7254beb2308ebcd1"
)


class WrongPackage(Exception):
    """The wheel that came is not the one that the tables were made of."""


def unpacked(package: Package, folder: Path) -> Path:
    """Downloads the wheel and unpacks it. Returns the folder of its modules.

    Raises WrongPackage where the digest differs, subprocess.CalledProcessError where pip cannot fetch it.
    """
    wheels, target = folder / f"{package.name}-wheel", folder / package.name
    options = ("--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--dest", str(wheels))
    subprocess.run(
        [sys.executable, "-m", "pip", "download", *options, f"{package.name}=={package.version}"], check=True
    )
    wheel = next(wheels.glob("*.whl"))
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != package.sha256:
        raise WrongPackage(f"{wheel.name}: the digest is not the one expected")
    with ZipFile(wheel) as archive:
        archive.extractall(target)
    return target / package.name.replace("-", "_")
