"""A run by what an address calls it: the name of a recorded one, or the id of one in the store. Knows no HTML."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer.fields import number
from explainer.jobs import desk
from explainer.jobs.desk import Desk
from explainer.jobs.errors import Unavailable
from explainer.jobs.runs import NO_RUN
from explainer.jobs.store import RUN_ID
from explainer.record import Record, RecordError, without_text
from explainer.web.serving import files

START_SECONDS = 5.0  # that a request waits for a desk that is just starting


@dataclass(frozen=True)
class Run:
    """`url` is where the player gets the record, from the app's root."""

    name: str
    url: str
    record: Record

    @property
    def label(self) -> str:
        return f"{number(float(self.record['experiment']['replay']))}%"


async def the_desk() -> Desk:
    """The desk, which in a server's first moments may not be there yet: a stream that reconnects then is let in."""
    end = asyncio.get_running_loop().time() + START_SECONDS
    while (found := desk.current()) is None:
        if desk.problem() or asyncio.get_running_loop().time() > end:
            raise Unavailable(desk.problem() or "The server is still starting: try again in a moment.")
        await asyncio.sleep(0.05)
    return found


async def find(name: str) -> list[Run]:
    """The run, after its twin without replay where it has one. Raises HTTPException with one sentence: 404 for what is
    no run, 422 for a record that cannot be shown; Unavailable where the store cannot be asked."""
    if files.path_in(files.RECORDED, name):
        try:
            return await run_in_threadpool(recorded_pair, name)
        except RecordError as error:
            raise HTTPException(422, str(error)) from None
    if not RUN_ID.fullmatch(name):
        raise HTTPException(404, NO_RUN)
    found = await the_desk()
    record = await run_in_threadpool(found.store.record, name)
    if record is None:
        raise HTTPException(404, NO_RUN)
    twin = await run_in_threadpool(found.store.record, record["twin"]) if record["twin"] else None
    return [Run(one["id"], f"api/runs/{one['id']}", without_text(one)) for one in (twin, record) if one]


def recorded_pair(name: str) -> list[Run]:
    """A recorded run, after the one of its task without replay. Raises RecordError."""
    run = recorded(name)
    experiment = run.record["experiment"]
    bare = f"{experiment['task']}-0"
    beside = experiment["replay"] > 0 and files.path_in(files.RECORDED, bare)
    return [recorded(bare), run] if beside else [run]


def recorded(name: str) -> Run:
    path = files.path_in(files.RECORDED, name)
    if path is None:
        raise RecordError(f"There is no recorded run {name}.")
    return Run(name, f"api/recorded/{name}", files.record(path, path.stat().st_mtime_ns))
