"""What every stage of reading has found in one source: the record is made of it, and so is the audit."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.layout.zones import Zones
from loaders.record import DocumentHead, LegalBasis
from loaders.running import RunningTasks
from loaders.source import Source
from loaders.structure import Structure
from loaders.tables.model import TaskTable
from loaders.tasks import TableTasks


@dataclass(frozen=True)
class Stages:
    """The findings, in the order of the way through `loaders/`."""

    source: Source
    zones: Zones
    head: DocumentHead
    bases: tuple[LegalBasis, ...]
    tables: tuple[TaskTable, ...]
    rows: TableTasks
    structure: Structure
    running: RunningTasks
