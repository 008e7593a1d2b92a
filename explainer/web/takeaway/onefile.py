"""This module makes one HTML file that plays a figure: the player's modules and the data inside, opened from disk.

    page = onefile.page(KINDS["run"], await KINDS["run"].inside("jan-5"))

A script known to the file's Content-Security-Policy by its hash makes a module of the player's text (a blob: address,
which only a script can make), so that no text in a record can become code. The policy lets nothing out or in. There is
no server and no network.
"""

from __future__ import annotations

from explainer.web.serving import modules
from explainer.web.serving.policy import digest
from explainer.web.takeaway import html
from explainer.web.takeaway.figures import Kind
from explainer.web.takeaway.scene import Scene

NOTE = "This file plays without a server or a network. Nothing is sent anywhere."
LOADER = """
const text = JSON.parse(document.getElementById("player").textContent);
const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
for (const figure of document.querySelectorAll("[data-module]")) figure.dataset.module = address;
"""


def page(kind: Kind, scene: Scene) -> str:
    """The whole file; the scene's options hold all its data."""
    script = LOADER + modules.packed("page.js")
    style = modules.source("page.css")
    figure = html.figure(f"./{kind.module}", kind.fields, {**scene.options, "autoplay": True}, scene.text)
    body = (
        f'<main>\n<h1>{html.escape(scene.title)}</h1>\n{figure}\n</main>\n<p class="from">{NOTE}</p>\n'
        f'<script type="application/json" id="player">{html.data(modules.packed(kind.module))}</script>\n'
        f'<script type="module">{script}</script>'
    )
    return html.document(scene.title, body, f"{policy(script, style)}\n<style>{style}</style>", kind="file")


def policy(script: str, style: str) -> str:
    rules = (
        f"default-src 'none'; script-src {digest(script)} blob:; style-src {digest(style)}; "
        "img-src blob: data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
