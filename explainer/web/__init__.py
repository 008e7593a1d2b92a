"""What the server answers beside Streamlit: records, event streams, actions, the player's files.

    app = st.App("frame.py", routes=web.under(st.get_option("server.baseUrlPath")), lifespan=web.lifespan)

Knows nothing of pages or widgets.
"""

from explainer.web.lifespan import lifespan
from explainer.web.routes import routes, under

__all__ = ["lifespan", "routes", "under"]
