"""This module mounts the figures of explainer/player/ in a Streamlit page, as components-v2 modules.

Our own routes serve the figures, so what Streamlit gets is only an adapter. It may be called on the same element at any
time: it hands over the newest options, and passes on what the figure tells, such as `step` through the option onStep.

    run({"runs": [recorded_run("jan-0")], "autoplay": True}, "start")
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from explainer.ui import state

PLACE = "<div class='place'></div>"
ROOM = ".place:empty { min-height: 34rem }"  # while the figure is on its way, so that the page does not jump
ADAPTER = """
const tells = TELLS
const handler = name => `on${name[0].toUpperCase()}${name.slice(1)}`
export default function (component) {
  const { data, parentElement, setStateValue } = component
  const root = parentElement.querySelector(".place")
  const options = { ...data }
  for (const name of tells) // what happens again without a value is told by the time it happened
    options[handler(name)] = (...values) => setStateValue(name, values.length ? values[0] : Date.now())
  root.options = options // the newest, also for a module that is still on its way
  if (root.figure) root.figure.update(options)
  else if (!root.coming) root.coming = import(new URL("player/MODULE", document.baseURI).href).then(
    module => { if (!root.gone) root.figure = module.mount(root, root.options) },
    () => { root.textContent = "The figure could not be loaded. Reload the page to try again." })
  root.gone = false
  return () => { root.gone = true; root.figure?.destroy(); root.figure = root.coming = null }
}
"""


class Figure:
    """A kind of figure. `module` is what draws it, `tells` the names of what it tells its page."""

    def __init__(self, name: str, module: str, tells: tuple[str, ...]) -> None:
        self.tells = tells
        script = ADAPTER.replace("TELLS", json.dumps(tells)).replace("MODULE", module)
        self.component: Any = st.components.v2.component(name, html=PLACE, css=ROOM, js=script)

    def __call__(
        self, options: Mapping[str, Any], key: str, hear: Callable[[dict[str, Any]], object] = lambda news: None
    ) -> None:
        """Shows the figure; `options` are those of its `mount`, without the handlers. `hear` gets all that the figure
        has told so far, by name, before the page is drawn again because it has told something new."""

        def changed() -> None:
            state.touch()
            hear({name: state.component(key, name) for name in self.tells})

        handlers = {f"on_{name}_change": changed for name in self.tells}
        self.component(key=key, data={"root": "", **options}, default=dict.fromkeys(self.tells), **handlers)


run = Figure("moat_player", "run/figure.js", ("guess", "step", "end"))
ball = Figure("moat_ball", "ball/figure.js", ("state",))
dose = Figure("moat_dose", "dose/figure.js", ("state",))
