"""A whole server with fake jobs, for the tests that end one by a signal: python -m tests.fake_server JOB. Prints its
port once it listens."""

import contextlib
import functools
import socket
import sys

import uvicorn
from starlette.applications import Starlette

from explainer import web
from tests.fakes import jobs

if __name__ == "__main__":
    named = jobs(sys.argv[1])
    app = Starlette(routes=web.under(), lifespan=functools.partial(web.lifespan, jobs=named))
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once it has ended
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])
