"""The one place that touches session state and query parameters: what the page shows, through the URL and back.

The URL is read when a link was followed; from then on the widgets write it. A bad value in it gives one sentence
and leaves the default. The reader's own text stays in the session: it never travels in a URL.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

import streamlit as st

from explainer.fields import Choice, FieldError, Number, Text, number, shown
from explainer.ui.view import LAB, LIVE, NOT_OURS, View
from explainer.web.takeaway import ball_link
from explainer.web.takeaway.ball_link import BallLink

HOLDS = {"live": LIVE, "lab": LAB}  # what a link to each page with a view may hold
Dial = tuple[Choice | Number | Text, Any]  # what checks a value, and the default
KEYED = "widget_"  # what the keys of widgets begin with
LATE = 5.0  # seconds in which a browser may still send the address before the last


class Linked(Protocol):
    """What a page shows and its link holds: a View or Dials."""

    problems: list[str]
    written: dict[str, str] | None

    def set(self, values: Mapping[str, str]) -> None: ...
    def query(self) -> dict[str, str]: ...


def view(page: str = "") -> View:
    """This session's view of the page that is open. A page names itself once, at its top; its widgets need not. It is
    read from the URL when a link was followed: a URL that is not the one written last."""
    if page:
        query, kept = dict(st.query_params), st.session_state.setdefault("views", {})
        if page not in kept or (query and query != kept[page].written):
            kept[page] = View(HOLDS[page], written=query)
            kept[page].set(query)
        st.session_state.view = kept[page]
        shows(kept[page])
    found: View = st.session_state.view
    return found


def write_url(found: Linked) -> None:
    """Puts what is shown into the address bar, the defaults left out, so that the link opens the same state."""
    found.written = query = found.query()
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)


def link(found: Linked | None) -> str:
    """The whole address that opens the same state."""
    query = urlencode(found.query(), safe=",") if found else ""
    return f"{(st.context.url or '').partition('?')[0]}{'?' if query else ''}{query}"


def shows(found: Linked | None) -> None:
    """Says what the page shows, for `here`."""
    st.session_state.shows = found


def here() -> str:
    """The whole address of the page as it stands."""
    return link(st.session_state.get("shows"))


def ball(page: str, beside: tuple[str, ...] = ()) -> BallLink:
    """This session's ball on a page, read as the view is; `beside` are names in the link that the page reads itself. A
    figure (its key is `figure_key`) that is not on the page yet opens as it was left; while it is there it keeps its
    own state, and only a link that was followed asks for another."""
    query = dict(st.query_params)
    before: BallLink | None = st.session_state.get(page)
    if before is None or (query and not ball_wrote(page, query)):
        found = ball_link.read(query, NOT_OURS, beside)
        found.followed = before.followed + 1 if before else 0
        st.session_state[page], st.session_state[f"{page}_written"] = found, (query, {}, 0.0)
    elif figure_key(page) not in st.session_state:
        before.asked = dict(before.state)
    now: BallLink = st.session_state[page]
    return now


def figure_key(page: str) -> str:
    return f"{page}_figure"


def ball_wrote(page: str, query: dict[str, str]) -> bool:
    """Whether this is the address that the ball wrote last, or one that it has only just replaced: the figure tells its
    state while the browser may not have the newest address yet."""
    found: tuple[dict[str, str], dict[str, str], float] = st.session_state[f"{page}_written"]
    written, before, since = found
    return query == written or (query == before and time.monotonic() - since < LATE)


def write_ball_url(page: str, found: BallLink) -> None:
    query = ball_link.to_query(found)
    written = st.session_state[f"{page}_written"][0]
    if query != written:
        st.session_state[f"{page}_written"] = (query, written, time.monotonic())
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)


def fill(name: str, value: Any) -> str:
    """The key of the widget for `name`, filled with `value`: a widget's own state dies when its page is left."""
    key = KEYED + name
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def filled(name: str) -> Any:
    """What the reader has put into the widget for `name`."""
    return st.session_state[KEYED + name]


# What a chapter's figure is set to


@dataclasses.dataclass
class Dials:
    """A chapter's dials by name: the field that checks a value, and the value it has. `problems` are sentences."""

    fields: Mapping[str, Choice | Number | Text]
    defaults: Mapping[str, Any]
    values: dict[str, Any]
    problems: list[str] = dataclasses.field(default_factory=list)
    written: dict[str, str] | None = None  # the address as it was last read or written

    def set(self, values: Mapping[str, Any]) -> None:
        """Takes the values that fit; each that does not becomes a sentence."""
        for name, value in values.items():
            try:
                if name in self.fields:
                    self.values[name] = self.fields[name].parse(name, value)
                elif not name.startswith(NOT_OURS):
                    known = ", ".join(self.fields) or "nothing"
                    raise FieldError(f"{shown(name)} in the link means nothing here: a link may set {known}.")
            except FieldError as error:
                self.problems.append(str(error))

    def query(self) -> dict[str, str]:
        """As a link holds them: strings, the defaults left out."""
        return {n: number(v) for n, v in self.values.items() if v != self.defaults[n]}


def dials(page: str, dials: Mapping[str, Dial]) -> Dials:
    """This session's dials of a page, from (field, default) by name; read from the URL when a link was followed."""
    kept, query = f"dials_{page}", dict(st.query_params)
    if kept not in st.session_state:
        defaults = {name: default for name, (_, default) in dials.items()}
        fields = {name: field for name, (field, _) in dials.items()}
        st.session_state[kept] = Dials(fields, defaults, dict(defaults))
    found: Dials = st.session_state[kept]
    if query and query != found.written:
        found.values = dict(found.defaults)
        found.set(query)
        found.written = query
    return found


def followed(key: str) -> dict[str, str]:
    """What the link sets that the reader has just followed (see verbs.py)."""
    return dict(st.session_state[key].followed or {})


def told(key: str, name: str) -> Any:
    """What a component on the page has told by this name, before it is shown again; None where it has not."""
    return getattr(st.session_state.get(key), name, None)


def picked(key: str) -> str | None:
    """The custom data's first field of the point that the reader has picked in a Plotly chart."""
    points = st.session_state[key].selection.points
    return str(points[0]["customdata"][0]) if points else None


def dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"
