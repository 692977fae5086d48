"""`POST /api/documents`: an act into the store that the service serves, for whoever holds its token.

    curl -H "Authorization: Bearer $CANCU_TOKEN" -F file=@quyet-dinh.docx http://127.0.0.1:8000/api/documents
    {"act": {"iri": "https://…/1703-qd-ttg", "name": "Quyết định 1703/QĐ-TTg"}, "status": "added", "tasks": 28, …}

The file is read in a process apart, as a draft that is checked; the act goes into the store whole or not at all, and is
seen from the next request on. The same file again changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from loaders import errors
from loaders.read.formats import SUFFIXES
from ontology.namespaces import path_of
from service import loading
from service.apart import Stopped, apart
from service.checking import Checked, check
from service.errors import StoreBusy
from service.settings import CHECK_SIZE_VARIABLE, check_megabytes
from service.storage.changes import Status
from service.store import Store
from service.web.desk import Desk
from service.web.guards.token import may_load
from service.web.problems import Problem, described
from service.web.rendering import url
from service.web.uploads import MEGA, Sent, form_with_file, received
from service.web.views.asking import Link

router = APIRouter(prefix="/api", tags=["load"])

_LOG: Final = logging.getLogger("uvicorn.error")
"""The log that `cancu serve` writes."""
_REFUSED: Final = "The act cannot be loaded"
_ADVICE: Final = f"load it by the command cancu load, or raise {CHECK_SIZE_VARIABLE}"
_WAIT: Final = {"Retry-After": "30"}


class FindingCounts(BaseModel):
    """How many findings of each severity the check has of the act."""

    violation: int
    warning: int
    hint: int


class LoadedAct(BaseModel):
    """What became of a file that was sent."""

    act: Link
    page: str
    """The path of its page, where its findings stand too."""
    status: Status
    """ "added", "replaced" (another reading of it stood there) or "unchanged" (the same one did)."""
    tasks: int
    findings: FindingCounts
    generation: int
    """Of the graph in which it is seen."""


@router.post(
    "/documents",
    summary="Load an act",
    status_code=201,
    dependencies=[Depends(may_load)],
    responses={
        200: {"model": LoadedAct, "description": "It was there already: replaced, or unchanged."},
        201: {"description": "It is new."},
        **described(400, 401, 403, 409, 413, 415, 422, 503),
    },
    openapi_extra={"requestBody": form_with_file(f"The act: {', '.join(SUFFIXES)}.")},
)
async def load(request: Request, response: Response) -> LoadedAct:
    """Read an act and put it into the store; needs the token of the service. One file holds one act.

    Another reading of the same act takes its place whole. 409 while another process, as `cancu load`, writes.
    """
    desk: Desk = request.app.state.desk
    async with received(request, check_megabytes() * MEGA, _ADVICE) as sent:
        checked = await _read(desk, sent)
        work = partial(_stored, desk.store, checked, sent.name)
        try:
            status, generation = await run_sync(work, limiter=request.app.state.writer)
        except StoreBusy as error:
            told = "Another process is writing to the store, as cancu load does. Send the file again in a minute."
            raise Problem(409, "The store is busy", told, headers=_WAIT) from error
    act = checked.reading.act
    if status == "added":
        response.headers["Location"] = f"/id/{quote(path_of(act))}"
    else:
        response.status_code = 200
    counts = {severity: checked.report.count(severity) for severity in ("violation", "warning", "hint")}
    return LoadedAct(
        act=Link(iri=act, name=checked.label),
        page=url(act),
        status=status,
        tasks=checked.tasks,
        findings=FindingCounts.model_validate(counts),
        generation=generation,
    )


async def _read(desk: Desk, sent: Sent) -> Checked:
    """The act in a file, read apart and held against the rules. Raises Problem."""
    try:
        return await desk.done(partial(apart, check, sent.file))
    except Stopped as error:
        _LOG.warning("%s", error)
        status, told = 422, str(error)
        if error.why == "fault":
            told = "The service failed on this file; its log says why."
    except errors.ReadError as error:
        status, told = (415 if isinstance(error, errors.UnknownFormat) else 422), str(error)
    raise Problem(status, _REFUSED, told.replace(f"{sent.file.parent}/", ""))


def _stored(store: str | Path, checked: Checked, name: str) -> tuple[Status, int]:
    """What became of the act, and the generation in which readers see it. Raises StoreBusy, StoreError."""
    # The ledger names the file; the folder that it was received in is gone soon.
    reading = replace(checked.reading, standing=replace(checked.reading.standing, file=name))
    with Store.open(store, writable=True) as opened:
        opened.put_reference(loading.reference_data())
        (status,) = opened.put_all([reading])
        return status, opened.publish()
