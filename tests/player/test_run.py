"""What a reader does, in a real Chromium: watch, train, scrub, ask, reload, close, break things.

Finds everything by what it says. One server for all tests; each test has a browser context of its own.
"""

import json
import os
import re
import signal
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.helpers.app import server, training_worker
from tests.helpers.fakes import until
from tests.helpers.figures import settled
from tests.helpers.reader import go_to, let_pass

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
TRAIN = re.compile("^Train")  # not "Stop training"
DONE = "What was lost, what was kept"
RUN = "task=jan&replay=20&steps=24&batch=4"


def step_of(page):
    return int(page.get_by_role("slider", name="Timeline").input_value())


def press_train(page):
    page.get_by_role("button", name=TRAIN).click()
    page.get_by_role("slider", name="Timeline").wait_for(timeout=90_000)  # a cold server still loads its workers


def record(running, page):
    page.wait_for_url("**run=**")  # the address learns of the run a moment after the figure does
    run_id = page.url.split("run=")[1].split("&")[0]
    with urllib.request.urlopen(f"{running.url}/api/runs/{run_id}") as answer:
        return json.load(answer)


def test_start_plays_by_itself_and_tells_its_story(visit):
    page = visit()
    page.get_by_role("slider", name="Timeline").wait_for()
    before = step_of(page)
    until(lambda: step_of(page) > before)  # and nobody has clicked anything
    expect(page.get_by_text("Tell me about the world.").first).to_be_visible()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()


@pytest.mark.slow
def test_the_timeline_obeys_buttons_and_keys_and_moves_the_answers(visit):
    page = visit("/live?task=jan&replay=5&recorded=1")
    page.get_by_role("button", name="Pause", exact=True).click()
    slider = page.get_by_role("slider", name="Timeline")
    slider.press("Home")
    expect(slider).to_have_value("0")
    page.get_by_role("button", name="Next step").click()
    expect(slider).to_have_value("1")  # with the next frame
    slider.press("End")
    expect(slider).to_have_value("150")
    page.wait_for_url("**step=150**")
    page.reload()
    slider.wait_for()
    expect(slider).to_have_value("150")


@pytest.mark.slow
def test_the_playhead_stays_where_it_was_put(visit):
    """Each place is told to the page's script, whose answer must not move the playhead back to the place before."""
    page = visit("/live?task=jan&replay=5&recorded=1", reduced_motion="reduce")
    slider = page.get_by_role("slider", name="Timeline")
    slider.wait_for()  # the first page of a server takes its time
    expect(slider).to_have_value("150")
    for presses, stands in (("Home", "0"), ("ArrowRight", "1"), ("ArrowRight", "2"), ("End", "150"), ("Home", "0")):
        slider.press(presses)
        page.wait_for_url(f"**step={stands}**")
        let_pass(page, 700)
        expect(slider).to_have_value(stands)


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
    answers = page.locator(".chat .bubble:not([data-note])")
    expect(answers).to_have_text([re.compile(r"\w\w")] * 3, timeout=30_000)  # before, without replay, with it
    assert page.title() != "broken"

    link = page.url.removeprefix(running.url)
    second = visit(link)
    second.get_by_text(DONE).wait_for()
    page.reload()
    page.get_by_text(DONE).wait_for()
    assert record(running, page)["events"] == made["events"], "looking changes nothing"


MOUNT = """async () => {
  const { mount } = await import("/player/run/figure.js");
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  window.steps = [];
  const run = { label: "5%", name: "german-5", kind: "recorded", replay: 5, url: "/api/recorded/german-5" };
  const options = { runs: [run], onStep: (step) => window.steps.push(step) };
  const figure = mount(root, { ...options, step: 60, revision: 3 });
  window.ask = (step, revision) => figure.update({ ...options, step, revision });
}"""


def test_a_step_is_followed_when_the_page_asks_for_another_and_not_when_it_says_one_back(visit):
    page = visit("/embed/run/german-5")
    page.evaluate(MOUNT)
    slider = page.get_by_role("slider", name="Timeline")
    expect(slider).to_have_value("60")
    slider.press("End")
    page.wait_for_function("() => window.steps.length === 1")
    page.evaluate("ask(60, 3)")
    next_frame(page)
    expect(slider).to_have_value("150")
    page.evaluate("ask(20, 4)")
    expect(slider).to_have_value("20")
    slider.press("Home")
    page.evaluate("ask(20, 4)")
    next_frame(page)
    expect(slider).to_have_value("0")
    assert page.evaluate("window.steps") == [150, 0], "a step that the page asks for is not told to it"


def next_frame(page):
    """Waits until all that was asked for has been drawn."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.slow
def test_whoever_follows_a_link_to_a_run_may_watch_it_and_not_steer_it(visit, running):
    page = visit("/live?task=jan&replay=0&steps=2000&batch=4&seed=3")
    press_train(page)
    page.wait_for_url("**run=**")
    stop = page.get_by_role("button", name="Stop training")
    expect(stop).to_be_visible()
    stranger = visit(page.url.removeprefix(running.url))
    stranger.get_by_text("Training, step", exact=False).wait_for()
    for name in ("Pause training", "Resume training", "Stop training"):
        expect(stranger.get_by_role("button", name=name)).to_be_hidden()
    stop.click()
    expect(stranger.get_by_text("Stopped at step", exact=False)).to_be_visible()


@pytest.mark.slow
def test_a_closed_tab_does_not_end_the_run_and_stop_keeps_what_was_recorded(visit, running):
    page = visit("/live?task=jan&replay=0&steps=2000&batch=4")
    press_train(page)
    page.wait_for_url("**run=**")
    expect(page.get_by_role("button", name="Stop training")).to_be_visible()
    again = page.context.new_page()
    again.goto(page.url)
    page.close()
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


@pytest.mark.slow
def test_a_hidden_tab_holds_no_stream_and_catches_up_when_it_is_seen_again(visit):
    """A browser has six connections to a server for all its tabs, and a pair of runs takes two."""
    page = visit("/live?task=jan&replay=5&steps=400&batch=4")
    press_train(page)
    player = page.locator("[data-streams]").first
    expect(player).to_have_attribute("data-streams", "2")
    page.evaluate(SEEN, True)
    expect(player).to_have_attribute("data-streams", "0")
    let_pass(page, 1500)
    before = step_of(page)
    page.evaluate(SEEN, False)
    expect(player).to_have_attribute("data-streams", "2")
    expect(page.get_by_role("slider", name="Timeline")).not_to_have_value(str(before))
    assert step_of(page) > before
    page.get_by_role("button", name="Stop training").click()


SEEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_file_that_is_too_large_is_refused_in_a_sentence_and_what_was_typed_stays(visit):
    page = visit("/live?task=custom")
    field, typed = (
        page.get_by_role("textbox", name="Your text", exact=False),
        "The cellar key hangs behind the green door.",
    )
    field.fill(typed)
    field.press("Control+Enter")
    large = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"word " * 1_000_000}
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_text("1.0MB or smaller", exact=False)).to_be_visible()
    assert field.input_value() == typed
    assert "Traceback" not in page.locator("main").inner_text()


@pytest.mark.slow
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


@pytest.mark.slow
def test_after_a_server_restart_a_running_run_is_shown_as_interrupted(chromium, tmp_path):
    one = {"EXPLAINER_WORKERS": "1", "EXPLAINER_THREADS": "1"}
    with server(tmp_path, **one) as first:
        page = chromium.new_page()
        page.goto(f"{first.url}/live?task=jan&replay=0&steps=2000&batch=4")
        press_train(page)
        page.get_by_role("button", name="Stop training").wait_for()
        before = record(first, page)["events"]
        query = page.url.split("/live")[1]
        page.close()
        first.process.kill()
        first.process.wait()
    with server(tmp_path, **one) as second:
        page = chromium.new_page()
        page.goto(f"{second.url}/live{query}")
        expect(page.get_by_text("nterrupted", exact=False).first).to_be_visible(timeout=30_000)
        after = record(second, page)
        assert after["status"] == "interrupted"
        assert after["events"][: len(before)] == before
        page.close()


@pytest.mark.slow
def test_a_guess_is_drawn_by_keyboard_and_by_pointer_and_is_held_against_what_came(visit):
    page = visit("/live?task=jan&replay=0&steps=20&batch=4")
    handle = page.get_by_role("slider", name="guess", exact=False)
    handle.focus()
    for _ in range(5):
        before = handle.get_attribute("aria-valuenow")
        handle.press("ArrowUp")
        expect(handle).not_to_have_attribute("aria-valuenow", before)
    pressed = handle.get_attribute("aria-valuenow")
    page.wait_for_url(re.compile(re.escape(f"20%3A{pressed}")))  # the last of five
    first = page.url
    page.reload()
    expect(handle).to_have_attribute("aria-valuenow", pressed)
    assert page.url == first
    page.get_by_role("button", name="Clear guess").click()
    page.wait_for_function("() => !location.search.includes('guess')")
    let_pass(page, 1000)  # the host says the guess back late, and it must not come back with that
    expect(handle).not_to_have_attribute("aria-valuenow", pressed)
    cleared = handle.get_attribute("aria-valuenow")

    hit = page.locator(".hit").first  # of the old task
    hit.hover()  # once it stands still
    chart = hit.bounding_box()
    page.mouse.move(chart["x"] + 4, chart["y"] + chart["height"] / 2)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] - 4, chart["y"] + 10, steps=8)
    page.mouse.up()
    page.wait_for_url("**guess=**")
    expect(handle).not_to_have_attribute("aria-valuenow", cleared)
    drawn = float(handle.get_attribute("aria-valuenow"))
    assert drawn > 1, "the pointer went up to the right"
    press_train(page)
    page.get_by_text(DONE).wait_for(timeout=120_000)
    expect(page.get_by_text("nats off on average", exact=False)).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/live", "/live?task=german&replay=5&recorded=1", "/live?task=custom"])
def test_nothing_is_wider_than_a_phone(visit, path):
    page = visit(path, viewport={"width": 390, "height": 800}, has_touch=True)
    page.locator(".player svg").first.wait_for()
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


@pytest.mark.slow
def test_a_link_in_the_text_sets_the_figure_and_the_page_stays_where_it_is(visit):
    page = visit("/moat")
    page.get_by_text("To take with you").wait_for()
    link = page.get_by_role("link", name="text models only")
    settled(page)
    link.hover()
    page.evaluate("window.kept = true")
    before = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    link.click()
    page.wait_for_url("**type=text")
    expect(page.get_by_text("123 systems.")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == before > 0
    assert page.evaluate("window.kept"), "the page was not loaded again"
    again = visit("/moat?type=text")
    expect(again.get_by_text("123 systems.")).to_be_visible()


@pytest.mark.slow
def test_own_words_go_to_all_four_pebbles_and_the_fine_tuned_one_is_made_on_the_spot(visit):
    page = visit("/finetuning")
    prompt = page.get_by_label("All four go on from, or answer:")
    prompt.fill("What is the capital of Bhutan?")
    prompt.press("Enter")
    page.get_by_role("button", name="Fine-tune it now").click()
    page.wait_for_url("**run=**")
    expect(page.get_by_text("It is being fine-tuned.", exact=False)).to_be_visible()
    expect(page.get_by_text("Jan", exact=False).last).to_be_visible(timeout=240_000)
    expect(page.get_by_text("It is being fine-tuned.", exact=False)).to_be_hidden(timeout=240_000)
    expect(page.get_by_role("button", name="Fine-tune it now")).to_be_hidden()


def test_reduced_motion_gives_stills(visit):
    page = visit(reduced_motion="reduce")
    slider = page.get_by_role("slider", name="Timeline")
    slider.wait_for()
    expect(slider).to_have_value("150")
    frames = page.locator("[data-frames]").first.get_attribute("data-frames")
    let_pass(page, 700)
    assert page.locator("[data-frames]").first.get_attribute("data-frames") == frames, "nothing moves"


def test_leaving_a_page_ends_its_animation_and_its_streams(visit):
    page = visit()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.evaluate(
        "() => { window.ticks = 0; const raf = window.requestAnimationFrame;"
        " window.requestAnimationFrame = f => { window.ticks += 1; return raf(f) } }"
    )
    go_to(page, "Hands on", "Forgetting, live")
    page.get_by_role("button", name=TRAIN).wait_for()
    settled(page)
    page.evaluate("window.ticks = 0")
    let_pass(page, 700)
    assert page.evaluate("window.ticks") < 10, "an animation of a page that is gone would draw 40 frames"


def test_actions_are_refused_from_elsewhere(running):
    for path in ("stop", "pause", "chat"):
        request = urllib.request.Request(f"{running.url}/api/runs/x/{path}", data=b"{}", method="POST")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request)
        assert caught.value.code == 403
        assert json.load(caught.value)["error"].endswith(".")
