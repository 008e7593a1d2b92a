"""Mounts the player (explainer/player/) in a Streamlit page, as a components-v2 module.

The player's files are served by our own routes, so what Streamlit gets is only this adapter. It may be called again
on the same element at any time: it hands the new options over and lets the player see what has changed.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.ui.mount import PLACE, ROOM

ADAPTER = """
export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const root = parentElement.querySelector(".place")
  const options = {
    ...data,
    onGuess: points => setStateValue("guess", points),
    onStep: step => setStateValue("step", step),
    onEnd: () => setTriggerValue("ended", true),
  }
  root.options = options // the newest, also for a module that is still on its way
  if (root.player) root.player.update(options)
  else if (!root.coming) root.coming = import(new URL("player/run/figure.js", document.baseURI).href).then(
    module => { if (!root.gone) root.player = module.mount(root, root.options) },
    () => { root.textContent = "The player could not be loaded. Reload the page to try again." })
  root.gone = false
  return () => { root.gone = true; root.player?.destroy(); root.player = root.coming = null }
}
"""

_player = st.components.v2.component("moat_player", html=PLACE, css=ROOM, js=ADAPTER)


def player(options: dict[str, Any], key: str) -> Any:
    """Shows the player; `options` are those of its `mount` (player/run/figure.js). The result has `guess` (points or
    None), `step` (where the reader stopped, or None) and `ended` (true in the rerun after a live run ended)."""
    return _player(
        key=key,
        data=options,
        default={"guess": None, "step": None},
        on_guess_change=lambda: None,
        on_step_change=lambda: None,
        on_ended_change=lambda: None,
    )
