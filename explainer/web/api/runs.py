"""This module finds a run by what an address calls it: the name of a recorded one, or the id of one in the store.

It knows no HTML.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer.fields import number
from explainer.jobs import desk as desks
from explainer.jobs import errors
from explainer.jobs.desk import Desk
from explainer.jobs.errors import Unavailable
from explainer.record import Record, RecordError, without_text
from explainer.tables.names import is_id
from explainer.web.serving import files

START_SECONDS = 5.0  # that a request waits for a desk that is just starting


@dataclass(frozen=True)
class Run:
    """A run as figures need it; `url` is where the player gets the record, from the app's root."""

    name: str
    url: str
    record: Record
    kind: Literal["recorded", "live"] = "recorded"

    @property
    def replay(self) -> float:
        """Per cent."""
        return float(self.record["experiment"]["replay"])

    @property
    def label(self) -> str:
        return f"{number(self.replay)}%"


async def the_desk() -> Desk:
    """The desk, which in a server's first moments may not be there yet: a stream that reconnects then is let in. Raises
    Unavailable."""
    end = asyncio.get_running_loop().time() + START_SECONDS
    while (desk := desks.current()) is None:
        if desks.problem() or asyncio.get_running_loop().time() > end:
            raise Unavailable(desks.problem() or "The server is still starting: try again in a moment.")
        await asyncio.sleep(0.05)
    return desk


async def find(name: str) -> list[Run]:
    """The run, after its twin without replay where it has one, both without the reader's own text. Raises HTTPException
    with one sentence: 404 for what is no run, 422 for a record that cannot be shown; Unavailable where the store cannot
    be asked."""
    if files.path_in(files.RECORDED, name):
        try:
            return await run_in_threadpool(recorded_pair, name)
        except RecordError as error:
            raise HTTPException(422, str(error)) from None
    if not is_id(name):
        raise HTTPException(404, errors.NO_RUN)
    return await run_in_threadpool(live_pair, await the_desk(), name)


def live_pair(desk: Desk, run_id: str) -> list[Run]:
    """A run of the store, after its twin where it has one. Raises HTTPException."""
    record = desk.store.record(run_id)
    if record is None:
        raise HTTPException(404, errors.NO_RUN)
    twin = desk.store.record(record.get("twin") or "")
    return [live(twin), live(record)] if twin else [live(record)]


def live(record: Record) -> Run:
    return Run(record["id"], f"api/runs/{record['id']}", without_text(record), "live")


def recorded_pair(name: str) -> list[Run]:
    """A recorded run, after the one of its task without replay. Raises RecordError."""
    run = recorded(name)
    bare = f"{run.record['experiment']['task']}-0"
    is_pair = run.replay > 0 and files.path_in(files.RECORDED, bare)
    return [recorded(bare), run] if is_pair else [run]


def recorded(name: str) -> Run:
    """Raises RecordError."""
    path = files.path_in(files.RECORDED, name)
    if path is None:
        raise RecordError(f"There is no recorded run {name}.")
    return Run(name, f"api/recorded/{name}", files.record(path, path.stat().st_mtime_ns))
