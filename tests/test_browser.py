"""What a reader does, in a real Chromium: watch, train, scrub, ask, reload, close, break things.

Finds everything by what it says. One server for all tests; each test has a browser context of its own.
"""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.server import browser, server

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
DONE = "What was lost, what was kept"
RUN = "task=jan&replay=20&steps=24&batch=4"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with server(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


@pytest.fixture
def visit(running, chromium):
    """Opens pages, and fails the test if one of them met an error in its scripts or called another host."""
    contexts, errors = [], []

    def open_page(path="/", **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: errors.append(request.url) if elsewhere(request.url, running.url) else None)
        page.goto(running.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def elsewhere(url, home):
    return url.startswith("http") and not url.startswith(home)


def step_of(page):
    return int(page.get_by_role("slider", name="Timeline").input_value())


def press_train(page):
    page.get_by_role("button", name="Train", exact=False).first.click()
    page.get_by_role("slider", name="Timeline").wait_for()


def record(running, page):
    run_id = page.url.split("run=")[1].split("&")[0]
    with urllib.request.urlopen(f"{running.url}/api/runs/{run_id}") as answer:
        return json.load(answer)


def test_start_plays_by_itself_and_tells_its_story(visit):
    page = visit()
    page.get_by_role("slider", name="Timeline").wait_for()
    before = step_of(page)
    page.wait_for_timeout(1500)
    assert step_of(page) > before, "nobody has clicked anything"
    expect(page.get_by_text("Tell me about the world.").first).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()


def test_the_timeline_obeys_buttons_and_keys_and_moves_the_answers(visit):
    page = visit("/live?task=jan&replay=5&recorded=1")
    page.get_by_role("button", name="Pause").click()
    slider = page.get_by_role("slider", name="Timeline")
    slider.press("Home")
    assert step_of(page) == 0
    page.get_by_role("button", name="Next step").click()
    assert step_of(page) == 1
    slider.press("End")
    assert step_of(page) == 150
    page.wait_for_url("**step=150**")
    page.reload()
    slider.wait_for()
    expect(slider).to_have_value("150")


def test_train_watch_ask_reload_and_open_a_second_tab(visit, running):
    page = visit(f"/live?{RUN}")
    press_train(page)
    page.wait_for_url("**run=**")
    page.get_by_text(DONE).wait_for(timeout=120_000)
    made = record(running, page)
    assert made["status"] == "done"
    assert made["provenance"]["kind"] == "live"
    assert [e["step"] for e in made["events"] if e["type"] == "loss"][-1] == 24

    page.get_by_label("Your prompt").fill("<script>document.title='broken'</script> What is the capital of France?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("<script>document.title='broken'</script>", exact=False).first).to_be_visible()
    assert page.title() != "broken"

    link = page.url.removeprefix(running.url)
    second = visit(link)
    second.get_by_text(DONE).wait_for()
    page.reload()
    page.get_by_text(DONE).wait_for()
    assert record(running, page)["events"] == made["events"], "looking changes nothing"


def test_a_closed_tab_does_not_end_the_run_and_stop_keeps_what_was_recorded(visit, running):
    page = visit("/live?task=jan&replay=0&steps=2000&batch=4")
    press_train(page)
    page.wait_for_url("**run=**")
    expect(page.get_by_role("button", name="Stop training")).to_be_visible()
    link = page.url.removeprefix(running.url)
    page.close()
    again = visit(link)
    again.get_by_role("button", name="Pause training").click()
    expect(again.get_by_role("button", name="Resume training")).to_be_visible()
    paused = record(running, again)
    assert paused["status"] == "paused"
    again.get_by_role("button", name="Resume training").click()
    expect(again.get_by_role("button", name="Pause training")).to_be_visible()
    again.get_by_role("button", name="Stop training").click()
    expect(again.get_by_role("button", name="Stop training")).to_be_hidden()
    stopped = record(running, again)
    assert stopped["status"] == "stopped"
    assert stopped["events"][: len(paused["events"])] == paused["events"]


def test_a_worker_that_is_killed_fails_its_run_with_a_reason_on_the_page(visit, running):
    page = visit("/live?task=jan&replay=0&steps=2000&batch=4&seed=5")
    press_train(page)
    page.wait_for_url("**run=**")
    page.get_by_role("button", name="Stop training").wait_for()
    os.kill(training_worker(running.process.pid), signal.SIGKILL)
    expect(page.get_by_text("killed", exact=False).first).to_be_visible(timeout=30_000)
    failed = record(running, page)
    assert failed["status"] == "failed"
    assert "killed" in failed["reason"]
    assert failed["events"], "what it had recorded stays"
    next_page = visit(f"/live?{RUN}&seed=2")
    press_train(next_page)
    next_page.get_by_text(DONE).wait_for(timeout=180_000)


def training_worker(parent):
    """The child of the server that uses the most processor time just now."""

    def busy(pid):
        return sum(int(field) for field in Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()[11:13])

    lists = [task.joinpath("children").read_text() for task in Path(f"/proc/{parent}/task").iterdir()]
    children = {int(pid) for line in lists for pid in line.split()}
    before = {pid: busy(pid) for pid in children}
    time.sleep(1.0)
    return max(children, key=lambda pid: busy(pid) - before[pid])


def test_after_a_server_restart_a_running_run_is_shown_as_interrupted(chromium, tmp_path):
    with server(tmp_path) as first:
        page = chromium.new_page()
        page.goto(f"{first.url}/live?task=jan&replay=0&steps=2000&batch=4")
        page.get_by_role("button", name="Train", exact=False).first.click()
        page.get_by_role("button", name="Stop training").wait_for(timeout=60_000)
        query = page.url.split("/live")[1]
        before = record(first, page)["events"]
        page.close()
        first.process.kill()
        first.process.wait()
    with server(tmp_path) as second:
        page = chromium.new_page()
        page.goto(f"{second.url}/live{query}")
        expect(page.get_by_text("nterrupted", exact=False).first).to_be_visible(timeout=30_000)
        after = record(second, page)
        assert after["status"] == "interrupted"
        assert after["events"][: len(before)] == before
        page.close()


def test_a_guess_is_drawn_by_keyboard_and_by_pointer_and_stays_in_the_link(visit):
    page = visit("/live?task=jan&steps=50")
    handle = page.get_by_role("slider", name="guess", exact=False)
    handle.focus()
    for _ in range(5):
        handle.press("ArrowUp")
    page.wait_for_url("**guess=**")
    first = page.url
    page.reload()
    handle.wait_for()
    assert page.url == first
    page.get_by_role("button", name="Clear guess").click()
    page.wait_for_function("() => !location.search.includes('guess')")


@pytest.mark.parametrize("path", ["/", "/live", "/live?task=german&replay=5&recorded=1", "/live?task=custom"])
def test_nothing_is_wider_than_a_phone(visit, path):
    page = visit(path, viewport={"width": 390, "height": 800}, has_touch=True)
    page.locator(".player svg").first.wait_for()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_reduced_motion_gives_stills(visit):
    page = visit(reduced_motion="reduce")
    slider = page.get_by_role("slider", name="Timeline")
    slider.wait_for()
    expect(slider).to_have_value("150")
    frames = page.locator("[data-frames]").first.get_attribute("data-frames")
    page.wait_for_timeout(700)
    assert page.locator("[data-frames]").first.get_attribute("data-frames") == frames, "nothing moves"


def test_leaving_a_page_ends_its_animation_and_its_streams(visit):
    page = visit()
    page.get_by_role("button", name="Pause").wait_for()
    page.evaluate(
        "() => { window.ticks = 0; const raf = window.requestAnimationFrame;"
        " window.requestAnimationFrame = f => { window.ticks += 1; return raf(f) } }"
    )
    page.get_by_role("link", name="Forgetting, live", exact=False).first.click()
    page.get_by_role("button", name="Train", exact=False).first.wait_for()
    page.wait_for_timeout(1500)
    page.evaluate("window.ticks = 0")
    page.wait_for_timeout(700)
    assert page.evaluate("window.ticks") < 10, "an animation of a page that is gone would draw 40 frames"


def test_actions_are_refused_from_elsewhere(running):
    for path in ("stop", "pause", "chat"):
        request = urllib.request.Request(f"{running.url}/api/runs/x/{path}", data=b"{}", method="POST")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        assert caught.value.code == 403
        assert json.load(caught.value)["error"].endswith(".")
