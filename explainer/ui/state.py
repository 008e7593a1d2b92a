"""This module is the one place that touches session state, addresses and cookies: what a page shows, and to whom.

The address is read where a link was followed; from then on widgets and figures write it. The reader's own text stays in
the session: it never travels in an address.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from explainer.tables.names import is_id
from explainer.ui.linked import Linked
from explainer.web.serving.owner import COOKIE

KEYED = "widget_"  # what the keys of widgets begin with
Page = TypeVar("Page", bound=Linked)


def begin(page: str) -> None:
    """Says which page is now drawn; to be called before anything of it is."""
    st.session_state.by_hand = st.session_state.pop("touched", None) == page
    st.session_state.page = page


def touch() -> None:
    """Says that this rerun comes from the reader's hand on a widget or a figure of the page, and from no link. To be
    called before the page is drawn again: a figure's state is news whenever its serial is."""
    st.session_state.touched = st.session_state.get("page")


def linked(name: str, fresh: Callable[[], Page]) -> Page:
    """What the page of this name shows in this session; made `fresh`, and set by the address, where a link was
    followed."""
    query, key = dict(st.query_params), f"page_{name}"
    before: Page | None = st.session_state.get(key)
    if before is None or is_followed(query, before):
        after = fresh()
        after.set(query)
        after.note(query)
        after.revision = before.revision + 1 if before else 0
        st.session_state[key] = after
    page: Page = st.session_state[key]
    show(page)
    return page


def is_followed(query: dict[str, str], page: Linked) -> bool:
    """Whether this is the address of a link, and none that the page wrote last. While the reader's hand is on the page,
    a browser may still send one that it wrote before."""
    late = st.session_state.by_hand and query in page.addresses
    return bool(query) and query != page.addresses[-1] and not late


def write_url(page: Linked) -> None:
    """Puts what is shown into the address bar, the defaults left out, so that the link opens the same state. Also where
    the browser says that it is there: it may have said so before the last address reached it."""
    query, last = page.query(), page.addresses[-1:]
    page.note(query)
    if dict(st.query_params) != query or last != [query]:
        st.query_params.from_dict(query)


def link(page: Linked | None) -> str:
    """The whole address that opens the same state."""
    query = urlencode(page.query(), safe=",") if page else ""
    return f"{(st.context.url or '').partition('?')[0]}{'?' if query else ''}{query}"


def show(page: Linked | None) -> None:
    """Says what the page shows, for `here`."""
    st.session_state.shown = page


def here() -> str:
    """The whole address of the page as it stands."""
    return link(st.session_state.get("shown"))


def owner() -> str:
    """The secret by which the desk knows whose a run is: that of the reader's browser, or one for this session where
    its cookie has not come."""
    secret = str(st.context.cookies.get(COOKIE, ""))
    if is_id(secret):
        return secret
    own: str = st.session_state.setdefault("owner", secrets.token_hex(16))
    return own


def fill(name: str, value: Any) -> str:
    """The key of the widget for `name`, filled with `value`: a widget's own state dies when its page is left."""
    key = KEYED + name
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def filled(name: str) -> Any:
    """What the reader has put into the widget for `name`."""
    return st.session_state[KEYED + name]


def is_mounted(key: str) -> bool:
    """Whether the figure of this key was on the page already when it was last drawn."""
    return key in st.session_state


def component(key: str, name: str) -> Any:
    """What a component on the page has told by this name; None where it has told nothing."""
    return getattr(st.session_state.get(key), name, None)


def picked(key: str) -> str | None:
    """The custom data's first field of the point that the reader has picked in a Plotly chart."""
    points = st.session_state[key].selection.points
    return str(points[0]["customdata"][0]) if points else None


def dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"
