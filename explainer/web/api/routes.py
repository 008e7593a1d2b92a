"""What the pages ask while they are open, below /api: records, streams, actions, chat and landscapes.

Whoever knows a run's id may watch it; steering it takes the secret of the browser that started it. No route lists ids,
and none tells a reader's own text. Every error is {"error": "one sentence"}.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from explainer import record as records
from explainer.jobs.desk import Desk
from explainer.jobs.errors import BadQuestion, DeskError, Forbidden, Full, NotFound, Refused, Unavailable
from explainer.jobs.runs import NO_RUN
from explainer.record import RUNNING
from explainer.web.api import grounds, guard, stream
from explainer.web.api.runs import the_desk
from explainer.web.serving import files
from explainer.web.serving.owner import owner_of

CODES = {Forbidden: 403, NotFound: 404, Refused: 409, BadQuestion: 422, Full: 429, Unavailable: 503}
STAGES = ("chat", "base", "untrained")
SENTENCES = {404: "There is nothing at this address.", 405: "This address does not take such requests."}


async def show(request: Request) -> Response:
    """A run's record without the reader's own text, with its place in the queue or the time left, and whether whoever
    asks may steer it."""
    found, run_id = await the_desk(), request.path_params["id"]
    status = found.status(run_id)
    record = await run_in_threadpool(found.store.record, run_id)
    if record is None:
        raise NotFound(NO_RUN)
    shown = records.without_text(record) | {"steerable": found.owns(run_id, owner_of(request))}
    outlook = {key: status[key] for key in ("position", "eta_seconds")}
    if record["status"] == "queued":
        return answer(shown | {"queue": outlook})
    return answer(shown | {"eta_seconds": outlook["eta_seconds"]} if record["status"] == "running" else shown)


async def events(request: Request) -> Response:
    found, run_id, after = await the_desk(), request.path_params["id"], stream.start_after(request)
    found.status(run_id)
    if request.method == "HEAD":
        return Response(headers=stream.HEADERS, media_type="text/event-stream")
    return StreamingResponse(
        stream.events(found, run_id, after), headers=stream.HEADERS, media_type="text/event-stream"
    )


def action(verb: Callable[[Desk, str], str]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that steers a run."""

    async def act(request: Request) -> Response:
        await guard.read(request, {})
        found, run_id = await the_desk(), request.path_params["id"]
        await run_in_threadpool(found.check_owner, run_id, owner_of(request))
        return answer({"status": await run_in_threadpool(verb, found, run_id)})

    return act


async def valley(request: Request) -> Response:
    """The measured ground of a run pair; while it is being measured (202) how far that is, and the finest ground that
    is whole."""
    found, run_id = await the_desk(), request.path_params["id"]
    told = await run_in_threadpool(found.valley, run_id)
    if told["status"] == "done":
        return answer(told["ground"])
    if told["status"] not in RUNNING:
        raise NotFound(f"Measuring the valley of this run ended early: {told['reason']}")
    return answer(told, 202)


async def valley_ground(request: Request) -> Response:
    """The finest ground that is whole, also while a finer one is being measured."""
    told = await run_in_threadpool((await the_desk()).valley, request.path_params["id"])
    if told["ground"] is None:
        raise NotFound("No part of this valley has been measured yet.")
    return answer(told["ground"])


async def chat_with_run(request: Request) -> Response:
    """The answers to a prompt before the run and at a step of it."""
    fields = await guard.read(request, {"prompt": None, "step": None})
    prompt, step = guard.text("prompt", fields["prompt"]), guard.whole("step", fields["step"])
    found, run_id = await the_desk(), request.path_params["id"]
    await run_in_threadpool(found.check_chat, run_id, owner_of(request))
    asked = [found.question(run_id, step, [prompt], "chat"), found.question(None, None, [prompt], "chat")]
    after, before = await asyncio.gather(*(reply(found, future) for future in asked))
    return answer({"before": text_of(before), "after": text_of(after), "step": after["step"]})


async def chat(request: Request) -> Response:
    """The answer of Pebble as it ships."""
    fields = await guard.read(request, {"prompt": None, "stage": "chat"})
    prompt, stage = guard.text("prompt", fields["prompt"]), guard.choice("stage", fields["stage"], STAGES)
    found = await the_desk()
    return answer({"text": text_of(await reply(found, found.question(None, None, [prompt], stage)))})


async def reply(found: Desk, future: Future[dict[str, Any]]) -> dict[str, Any]:
    seconds = found.settings.answer_seconds
    try:
        return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
    except TimeoutError:
        raise Unavailable(f"No answer came within {seconds:g} seconds: ask again.") from None


def text_of(reply: dict[str, Any]) -> str:
    return str(reply["items"][0]["text"])


def answer(data: dict[str, Any], status: int = 200) -> Response:
    """JSON in ASCII: half of a surrogate pair, which UTF-8 cannot hold, does no harm then."""
    return Response(json.dumps(data), status, {"Cache-Control": "no-store"}, "application/json")


def failed(request: Request, error: Exception) -> Response:
    """Any error, as one sentence; what was not meant for the reader is left to the log."""
    if isinstance(error, DeskError):
        return answer({"error": str(error)}, CODES[type(error)])
    if not isinstance(error, HTTPException):
        return answer({"error": "The server met an error that it did not expect."}, 500)
    told = error.detail != HTTPStatus(error.status_code).phrase  # which is what Starlette says by itself
    return answer({"error": error.detail if told else SENTENCES[error.status_code]}, error.status_code)


ROUTES = [
    Route("/runs/{id}", show),
    Route("/runs/{id}/events", events),
    Route("/runs/{id}/pause", action(Desk.pause), methods=["POST"]),
    Route("/runs/{id}/resume", action(Desk.resume), methods=["POST"]),
    Route("/runs/{id}/stop", action(lambda found, run_id: found.stop(run_id)), methods=["POST"]),
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
