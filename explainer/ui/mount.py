"""Mounts the figures of explainer/player/ that keep a state of their own in a Streamlit page, as components-v2 modules.

As in player.py, what Streamlit gets is only an adapter: it hands the options over and lets the figure see what has
changed. The figure moves by itself; what comes back is its state, once the reader's hand rests.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

PLACE = "<div class='place'></div>"
ROOM = ".place:empty { min-height: 34rem }"  # while the figure is on its way, so that the page does not jump
ADAPTER = """
export default function (component) {
  const { data, parentElement, setStateValue } = component
  const root = parentElement.querySelector(".place")
  const options = { ...data, onState: state => setStateValue("state", state) }
  root.options = options // the newest, also for a module that is still on its way
  if (root.figure) root.figure.update(options)
  else if (!root.coming) root.coming = import(new URL("player/MODULE", document.baseURI).href).then(
    module => { if (!root.gone) root.figure = module.mount(root, root.options) },
    () => { root.textContent = "The figure could not be loaded. Reload the page to try again." })
  root.gone = false
  return () => { root.gone = true; root.figure?.destroy(); root.figure = root.coming = null }
}
"""


def component(name: str, module: str) -> Any:
    return st.components.v2.component(name, html=PLACE, css=ROOM, js=ADAPTER.replace("MODULE", module))


_ball = component("moat_ball", "ball/figure.js")
_dose = component("moat_dose", "dose/figure.js")


def ball(options: dict[str, Any], key: str) -> Any:
    """Shows the ball; `options` are those of `mount` in player/ball/figure.js. The result has `state`: what the reader
    has set, as far as it differs from the landscape's defaults, or None."""
    return _ball(key=key, data=options, default={"state": None}, on_state_change=lambda: None)


def dose(options: dict[str, Any], key: str, on_state: Any) -> Any:
    """Shows the dose curve; `options` are those of `mount` in player/dose/figure.js. The result has `state` (replay,
    view and keep, or None); `on_state` is called before the page is drawn again with another."""
    return _dose(key=key, data=options, default={"state": None}, on_state_change=on_state)
