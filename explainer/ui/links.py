"""Links in the text that set the page's figure: [add 1%](?replay=1).

Without this module they are plain links that open the same state from scratch, which is what a copied one does. This
puts one listener on the page, through a components-v2 module that draws nothing: a plain click on such a link is sent
to Python as {"replay": "1"} instead, so that the page stays where it is and only the figure changes.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from explainer.ui import state

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
_listener = st.components.v2.component("moat_verbs", html="<span></span>", js=LISTENER)


def verbs(page: str, use: Callable[[dict[str, str]], None]) -> None:
    """Calls `use` with what the link sets that the reader follows, before the page is drawn again."""
    key = f"verbs_{page}"
    _listener(key=key, on_followed_change=lambda: use(state.followed(key)))
