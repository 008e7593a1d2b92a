"""This package is what the server answers beside Streamlit: records, event streams, actions, files and embed pages.

    app = st.App("frame.py", routes=web.under(base), middleware=web.around(base, titles), lifespan=web.lifespan)

Knows nothing of pages or widgets.
"""

from collections.abc import Mapping
from functools import partial

from starlette.middleware import Middleware

from explainer.web.routes import under
from explainer.web.serving.frames import Frames
from explainer.web.serving.lifespan import lifespan
from explainer.web.serving.statics import Statics
from explainer.web.takeaway.oembed import card

__all__ = ["around", "lifespan", "under"]


def around(base: str, titles: Mapping[str, str]) -> list[Middleware]:
    """For st.App; `base` is server.baseUrlPath, `titles` what pages are called elsewhere, by their path."""
    return [Middleware(Statics, base), Middleware(Frames, base, partial(card, base=base, titles=titles))]
