"""These routes, below /api, are what the pages ask while they are open: records, streams, actions, chat, landscapes.

Whoever knows a run's id may watch it; steering it takes the secret of the browser that started it. No route lists ids,
and none tells a reader's own text. Every error is {"error": "one sentence"}.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any, NotRequired, TypedDict, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from explainer.fields import Choice, FieldError, Number, Text
from explainer.jobs import errors
from explainer.jobs.desk import Desk
from explainer.jobs.errors import BadQuestion, DeskError, Forbidden, Full, NotFound, Refused, Unavailable
from explainer.record import RUNNING, Record, without_text
from explainer.tables import limits
from explainer.tables.names import is_id
from explainer.web.api import grounds, guard, stream
from explainer.web.api.guard import Maybe
from explainer.web.api.runs import the_desk
from explainer.web.serving import files
from explainer.web.serving.owner import owner_of

CODES = {Forbidden: 403, NotFound: 404, Refused: 409, BadQuestion: 422, Full: 429, Unavailable: 503}
SENTENCES = {404: "There is nothing at this address.", 405: "This address does not take such requests."}
PROMPT = Text(limits.PROMPT, "a question to Pebble")
STEP = Maybe(Number(0, limits.STEPS, "the step of the run; its last, where none is given", whole=True))
STAGE = Maybe(Choice(("chat", "base", "untrained"), "which of the shipped Pebbles"), "chat")


class Queue(TypedDict):
    """The place in line of a run that waits (1 is next), and the seconds until it starts, where they are known."""

    position: int | None
    eta_seconds: float | None


class ShownRecord(Record):
    """A record as the player gets it: `steerable` is whether this reader may pause, resume and stop the run;
    `eta_seconds` is there while it runs, `queue` while it waits."""

    steerable: bool
    queue: NotRequired[Queue]
    eta_seconds: NotRequired[float | None]


def run_asked_for(request: Request) -> str:
    """The run's id. Raises NotFound for what no run is called."""
    run_id = str(request.path_params["id"])
    if not is_id(run_id):
        raise NotFound(errors.NO_RUN)
    return run_id


async def show(request: Request) -> Response:
    """A run's record without the reader's own text."""
    desk, run_id = await the_desk(), run_asked_for(request)
    status = desk.status(run_id)
    record = await run_in_threadpool(desk.store.record, run_id)
    if record is None:
        raise NotFound(errors.NO_RUN)
    shown = cast(ShownRecord, {**without_text(record), "steerable": desk.owns(run_id, owner_of(request))})
    if record["status"] == "queued":
        shown["queue"] = {"position": status["position"], "eta_seconds": status["eta_seconds"]}
    elif record["status"] == "running":
        shown["eta_seconds"] = status["eta_seconds"]
    return answer(shown)


async def events(request: Request) -> Response:
    """The run's events, as they come."""
    desk, run_id, after = await the_desk(), run_asked_for(request), stream.start_after(request)
    desk.status(run_id)
    if request.method == "HEAD":
        return Response(headers=stream.HEADERS, media_type="text/event-stream")
    return StreamingResponse(stream.events(desk, run_id, after), headers=stream.HEADERS, media_type="text/event-stream")


def action(verb: Callable[[Desk, str], str]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that steers a run, for the browser that started it."""

    async def act(request: Request) -> Response:
        await guard.read(request, {})
        desk, run_id = await the_desk(), run_asked_for(request)
        await run_in_threadpool(desk.check_owner, run_id, owner_of(request))
        return answer({"status": await run_in_threadpool(verb, desk, run_id)})

    return act


async def valley(request: Request) -> Response:
    """The measured ground of a run pair; while it is being measured (202) how far that is, and the finest ground that
    is complete."""
    desk, run_id = await the_desk(), run_asked_for(request)
    status = await run_in_threadpool(desk.valley, run_id)
    if status["status"] == "done":
        return answer(status["ground"])
    if status["status"] not in RUNNING:
        raise NotFound(f"Measuring the valley of this run ended early: {status['reason']}")
    return answer(status, 202)


async def valley_ground(request: Request) -> Response:
    """The finest ground that is complete, also while a finer one is being measured."""
    desk, run_id = await the_desk(), run_asked_for(request)
    status = await run_in_threadpool(desk.valley, run_id)
    if status["ground"] is None:
        raise NotFound("No part of this valley has been measured yet.")
    return answer(status["ground"])


async def chat_with_run(request: Request) -> Response:
    """The answers to a prompt before the run and at a step of it."""
    values = await guard.read(request, {"prompt": PROMPT, "step": STEP})
    desk, run_id = await the_desk(), run_asked_for(request)
    await run_in_threadpool(desk.check_chat, run_id, owner_of(request))
    asked_run = desk.question(run_id, values["step"], [values["prompt"]], "chat")
    asked_pebble = desk.question(None, None, [values["prompt"]], "chat")
    after, before = await asyncio.gather(reply(desk, asked_run), reply(desk, asked_pebble))
    return answer({"before": text_of(before), "after": text_of(after), "step": after["step"]})


async def chat(request: Request) -> Response:
    """The answer of Pebble as it ships."""
    values = await guard.read(request, {"prompt": PROMPT, "stage": STAGE})
    desk = await the_desk()
    question = desk.question(None, None, [values["prompt"]], values["stage"])
    return answer({"text": text_of(await reply(desk, question))})


async def reply(desk: Desk, future: Future[dict[str, Any]]) -> dict[str, Any]:
    """Raises DeskError, also where it does not come in time."""
    seconds = desk.settings.answer_seconds
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
    except TimeoutError:
        raise Unavailable(errors.NO_ANSWER.format(seconds=seconds)) from None


def text_of(reply: dict[str, Any]) -> str:
    return str(reply["items"][0]["text"])


def answer(data: object, status: int = 200) -> Response:
    """JSON in ASCII: half of a surrogate pair, which UTF-8 cannot hold, does no harm then."""
    return Response(json.dumps(data), status, {"Cache-Control": "no-store"}, "application/json")


def failed(request: Request, error: Exception) -> Response:
    """Any error, as one sentence; what was not meant for the reader is left to the log."""
    if isinstance(error, DeskError):
        return answer({"error": str(error)}, CODES[type(error)])
    if isinstance(error, FieldError):
        return answer({"error": str(error)}, 422)
    if not isinstance(error, HTTPException):
        return answer({"error": "The server met an error that it did not expect."}, 500)
    if error.detail == HTTPStatus(error.status_code).phrase:  # which is what Starlette says by itself
        return answer({"error": SENTENCES[error.status_code]}, error.status_code)
    return answer({"error": error.detail}, error.status_code)


ROUTES = [
    Route("/runs/{id}", show),
    Route("/runs/{id}/events", events),
    Route("/runs/{id}/pause", action(Desk.pause), methods=["POST"]),
    Route("/runs/{id}/resume", action(Desk.resume), methods=["POST"]),
    Route("/runs/{id}/stop", action(lambda desk, run_id: desk.stop(run_id)), methods=["POST"]),
    Route("/runs/{id}/chat", chat_with_run, methods=["POST"]),
    Route("/runs/{id}/valley", valley),
    Route("/runs/{id}/valley", action(Desk.measure_valley), methods=["POST"]),
    Route("/runs/{id}/valley/ground", valley_ground),
    Route("/runs/{id}/valley/stop", action(Desk.stop_valley), methods=["POST"]),
    Route("/chat", chat, methods=["POST"]),
    Route("/recorded/{name}", files.recorded),
    Route("/valleys/{name}", files.valley),
    Route("/grounds", grounds.every),
    Route("/grounds/{name}", grounds.one),
]
