"""This module lets links in the text set the page's figure: [add 1%](?replay=1).

Without it they are plain links that open the same state from scratch, which is what a copied one does. It puts one
listener on the page, through a components-v2 module that draws nothing: a plain click on such a link is sent to Python
as {"replay": "1"} instead, so that the page stays where it is and only the figure changes.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.ui import state
from explainer.ui.linked import Linked

LISTENER = """
export default function (component) {
  const { parentElement, setTriggerValue } = component
  const here = parentElement.ownerDocument
  const follow = event => {
    const link = event.target.closest?.('a[href^="?"]')
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    setTriggerValue("followed", Object.fromEntries(new URLSearchParams(link.getAttribute("href"))))
  }
  here.addEventListener("click", follow)
  return () => here.removeEventListener("click", follow)
}
"""
_listener: Any = st.components.v2.component("moat_links", html="<span></span>", js=LISTENER)


def listen(name: str, page: Linked) -> None:
    """Sets the page by the links that the reader follows in its text, before it is drawn again."""
    key = f"links_{name}"

    def follow() -> None:
        state.touch()
        page.set(state.component(key, "followed") or {})

    _listener(key=key, on_followed_change=follow)
