"""This program is a whole server with fake jobs, for the tests that end one by a signal. It prints its port once it
listens; /submit does what a page would do: it starts a run.

    python -m tests.helpers.fake_server endless
"""

import contextlib
import functools
import socket
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from explainer import web
from explainer.experiment import Experiment
from explainer.web.api.runs import the_desk
from tests.helpers.fakes import jobs


async def submit(request: Request) -> JSONResponse:
    desk = await the_desk()
    return JSONResponse({"id": desk.submit(Experiment()), "pids": desk.pids()})


if __name__ == "__main__":
    lifespan = functools.partial(web.lifespan, jobs=jobs(sys.argv[1]))
    app = Starlette(routes=[*web.under(), Route("/submit", submit)], lifespan=lifespan)
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once it has ended
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])
