"""This measures how smoothly the ball's ground morphs, how soon a slider is answered, and what the figure weighs.

Headless Chromium without a GPU: everything is drawn by the processor, as on a classroom's old laptop. It is slowed by
DevTools' own throttle (Emulation.setCPUThrottlingRate). Frame times are those between two of the browser's animation
frames; with other work on the machine they say more about that than about the figure.
"""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.table import Row
from explainer.web.serving import modules
from tests.helpers.app import Server, browser, server

WARM_UP = 90  # frames in which the figure finds the size that this machine can draw
FRAMES = 240
INPUTS = 20

# The replay slider is moved before each frame, so that the ground, the path and both charts change in every one.
MORPH = """async ([warmUp, frames]) => {
  const slider = window.find('input[id$=-replay]');
  const times = [];
  let before = 0;
  for (let i = 0; i < warmUp + frames; i += 1) {
    const now = await new Promise(requestAnimationFrame);
    if (i > warmUp) times.push(now - before);
    before = now;
    slider.value = String(Math.round(45 - 45 * Math.cos(i / 25)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return [times, Number(window.find('.surface').dataset.inside)];
}"""

# From the input event to the first frame after the one in which the ground was drawn: then it is on its way to the eye.
ANSWER = """async inputs => {
  const slider = window.find('input[id$=-replay]');
  const node = window.find('section.ball');
  const times = [];
  for (let i = 0; i < inputs; i += 1) {
    await new Promise(done => setTimeout(done, 700 + 13 * i)); // at rest, and drawn finely; anywhere between two frames
    const before = node.dataset.frames;
    const start = performance.now();
    slider.value = String(20 + 3 * i);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    while (node.dataset.frames === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - start);
  }
  return times;
}"""

FIND = """() => {
  const within = root => [...root.querySelectorAll('*')].flatMap(
    node => node.shadowRoot ? [node.shadowRoot, ...within(node.shadowRoot)] : []);
  window.find = what => [document, ...within(document)].map(root => root.querySelector(what)).find(Boolean);
}"""


def measure() -> Iterator[Row]:
    with server() as running, browser() as chromium:
        code = modules.packed("ball/figure.js").encode()
        yield Row("ball_weight", "The ball's code, compressed", len(gzip.compress(code)) / 1000, "kB", 60)
        for slowed, bar in ((1, 17.0), (2, 20.0)):
            page, throttle = opened(chromium, running)
            throttle.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
            times, inside = page.evaluate(MORPH, [WARM_UP, FRAMES])
            note = f" ({inside} px inside, median {statistics.median(times):.3g})"
            name = "CPU slowed twofold" if slowed == 2 else "CPU as it is"
            what = f"Ground morphing every frame, {name}: 95th percentile of frame times"
            yield Row(f"ball_frame_{slowed}x", what, percentile(times, 95), "ms", bar, note=note)
            answers = page.evaluate(ANSWER, INPUTS)
            what = f"Slider input to changed frame, {name}: 95th percentile"
            yield Row(f"ball_answer_{slowed}x", what, percentile(answers, 95), "ms", 50)
            page.context.close()


def opened(chromium: Browser, running: Server) -> tuple[Page, CDPSession]:
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{running.url}/ball")
    page.locator("section.ball[data-moves=true]").wait_for()
    page.locator("section.ball[data-moves=false]").wait_for(timeout=60_000)
    page.evaluate(FIND)
    return page, page.context.new_cdp_session(page)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]
