"""What the server answers beside Streamlit: records, event streams, actions, the player's files, embed pages.

    app = st.App("frame.py", routes=web.under(base), middleware=web.around(base, titles), lifespan=web.lifespan)

Knows nothing of pages or widgets.
"""

from explainer.web.frames import around
from explainer.web.lifespan import lifespan
from explainer.web.routes import routes, under

__all__ = ["around", "lifespan", "routes", "under"]
