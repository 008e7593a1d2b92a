"""The ball, as a reader handles it in a real Chromium: drag, drop, keys, touch, dark, stills, links, bad input.

Finds everything by what it says. Pixels are looked at only to tell that something is drawn, or drawn differently.
"""

import itertools
import json
import math
import re

import pytest
from playwright.sync_api import expect

from explainer.landscape.descent import Settings, begin, roll
from explainer.landscape.interpolation import Interpolated
from explainer.landscape.presets import PRESETS, ground
from explainer.tables.optimisers import OPTIMISERS
from tests.helpers.fakes import until
from tests.helpers.figures import settled
from tests.helpers.reader import go_to, let_pass

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.filterwarnings("default")]
MOUNT = """async options => {
  const { mount } = await import(new URL("player/ball/figure.js", document.baseURI).href);
  const place = document.body.appendChild(document.createElement("div"));
  place.id = "other";
  place.style = "position: fixed; inset: 0; overflow: auto; z-index: 1000000; background: white";
  window.other = mount(place, options);
  mount(place, options);
}"""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}


def opened(visit, query="", **options):
    """The page with its figure drawn; `still` leaves out the roll at the opening."""
    page = visit(f"/ball{query}", **options)
    page.get_by_role("slider", name="Timeline").wait_for()
    return page


def still(visit, query="", **options):
    return opened(visit, query, reduced_motion="reduce", **options)


def alone(visit, query="", **options):
    """The figure without the page around it, where that is not what is asked about: it opens in half the time."""
    page = visit(f"/embed/ball{query}", reduced_motion="reduce", **options)
    page.get_by_role("slider", name="Timeline").wait_for()
    return page


def figure(page):
    return page.get_by_test_id("stMain").get_by_role("region", name="Ball in a landscape")


def frames(page):
    return int(figure(page).get_attribute("data-frames"))


def step(page):
    return int(page.get_by_role("slider", name="Timeline").first.input_value())


def ball(page):
    return page.get_by_role("slider", name="Ball", exact=True).first


def relief(page):
    return page.locator(".map").first


def at_rest(page):
    expect(figure(page)).to_have_attribute("data-moves", "false", timeout=20_000)


def places(page):
    """Columns x and y of the table, first row: where the ball was let go."""
    if not page.get_by_text("The same as a table").locator("xpath=..").evaluate("node => node.open"):
        page.get_by_text("The same as a table").click()
    row = page.get_by_role("group", name="Path in numbers").locator("tbody tr").first
    row.wait_for()
    cells = row.locator("td").all_inner_texts()
    return [float(cell.replace("−", "-")) for cell in cells[1:3]]


def query(page):
    return dict(pair.split("=") for pair in page.url.partition("?")[2].split("&") if pair)


def brightness(page, which=".surface canvas.ground"):
    """Mean of the opaque pixels' red, green and blue, and how many there are; of a canvas that has been drawn on."""
    return page.locator(which).first.evaluate(
        """async function look(canvas) {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let sum = 0, count = 0;
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 200) { sum += data[i] + data[i + 1] + data[i + 2]; count += 3; }
          if (count) return [sum / count, count / 3];
          await new Promise(requestAnimationFrame);
          return look(canvas);
        }"""
    )


def test_it_rolls_by_itself_and_says_what_it_does(visit):
    page = opened(visit)
    expect(figure(page)).to_have_attribute("data-moves", "true")
    expect(page.get_by_text("The ground is the new task alone", exact=False).first).to_be_visible()
    at_rest(page)
    assert step(page) == 200
    expect(page.get_by_role("status").filter(has_text="forgotten")).to_have_count(1)
    before = frames(page)
    let_pass(page, 700)
    assert frames(page) - before <= 3, "at rest nothing is drawn"
    assert brightness(page)[1] > 10_000 and brightness(page, ".map canvas.relief")[1] > 10_000


def test_drag_and_drop_with_the_mouse(visit):
    page = opened(visit)
    box = relief(page).bounding_box()
    x, y = box["x"] + 0.7 * box["width"], box["y"] + 0.75 * box["height"]
    page.mouse.move(x - 60, y - 40)
    page.mouse.down()
    page.mouse.move(x, y, steps=5)
    expect(page.get_by_text("Drop it here and it ends at", exact=False).first).to_be_visible()
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("0")  # the ball is in the hand
    page.mouse.up()
    expect(figure(page)).to_have_attribute("data-moves", "true")
    at_rest(page)
    assert places(page) == pytest.approx([-3 + 6 * 0.7, -3 + 6 * 0.25], abs=0.06)
    page.wait_for_url("**x=**")
    assert float(query(page)["x"]) == pytest.approx(1.2, abs=0.06)


def test_the_ball_can_be_dragged_in_the_block_which_otherwise_turns(visit):
    page = still(visit)
    before = places(page)
    block = page.get_by_role("group", name="The landscape in three dimensions", exact=False)
    block.scroll_into_view_if_needed()
    box = block.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 130, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**view=**")
    assert places(page) == before, "turning moves no ball"
    hand = page.locator(".surface .handle").bounding_box()
    page.mouse.move(hand["x"] + 24, hand["y"] + 24)
    page.mouse.down()
    page.mouse.move(hand["x"] + 24, hand["y"] + 70, steps=4)
    page.mouse.up()
    page.wait_for_url("**x=**")
    assert places(page) != before
    shown = page.url
    block.press("ArrowLeft")
    page.wait_for_function("before => location.href !== before", arg=shown)
    assert query(page)["view"] != shown.partition("view=")[2].partition("&")[0]


def test_the_ball_obeys_the_keyboard(visit):
    page = still(visit)
    start = places(page)
    ball(page).focus()
    for _ in range(3):
        ball(page).press("ArrowRight")
    ball(page).press("Shift+ArrowUp")
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("0")
    expect(ball(page)).to_have_attribute("aria-valuetext", re.compile("old loss .* new loss"))
    ball(page).press("Enter")
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("200")
    assert places(page) == pytest.approx([start[0] + 0.3, start[1] + 0.4], abs=0.002)


def test_replay_morphs_the_ground_under_the_ball_at_once(visit):
    page = still(visit)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    before, end = brightness(page, ".map canvas.relief"), page.get_by_text("Old task").first
    slider = page.get_by_role("slider", name=re.compile("^Replay"))
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100% old")
    until(lambda: brightness(page, ".map canvas.relief") != before)
    assert not [url for url in requests if "grounds" in url], "nothing is fetched for it"
    expect(end).to_be_visible()
    page.wait_for_url("**replay=100**")


def test_play_pause_step_and_hover_share_one_timeline(visit):
    page = opened(visit)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("slider", name="Timeline").press("Home")
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Previous step").click()
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("1")
    chart = page.get_by_role("img", name=re.compile("^Old task")).first
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text(re.compile(r"^step (8|9|1\d)\d of 200$")).first).to_be_visible()
    page.mouse.move(5, 5)
    expect(page.get_by_text("step 1 of 200").first).to_be_visible()


def test_touch_on_a_phone_drags_the_ball_and_taps_place_it(visit):
    page = still(visit, **PHONE)
    relief(page).scroll_into_view_if_needed()
    box = relief(page).bounding_box()
    page.touchscreen.tap(box["x"] + 0.25 * box["width"], box["y"] + 0.25 * box["height"])
    page.wait_for_url("**x=**")
    tapped = places(page)
    assert tapped == pytest.approx([-1.5, 1.5], abs=0.1)
    relief(page).scroll_into_view_if_needed()
    box = relief(page).bounding_box()
    hand = page.locator(".map .handle").bounding_box()
    touch = page.context.new_cdp_session(page)
    from_x, from_y = hand["x"] + 24, hand["y"] + 24
    to_x, to_y = box["x"] + 0.6 * box["width"], box["y"] + 0.8 * box["height"]
    send = lambda kind, *points: touch.send(  # noqa: E731
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
    )
    send("touchStart", (from_x, from_y))
    for share in (0.3, 0.6, 1.0):
        send("touchMove", (from_x + share * (to_x - from_x), from_y + share * (to_y - from_y)))
    send("touchEnd")
    page.wait_for_function("() => location.search.includes('y=-1')")
    assert places(page) == pytest.approx([0.6, -1.8], abs=0.1)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_reduced_motion_gives_stills_and_stepping_works(visit):
    page = still(visit)
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("200")
    let_pass(page, 500)  # the finest picture comes a moment after the first
    before = frames(page)
    let_pass(page, 700)
    assert frames(page) == before, "nothing moves"
    page.get_by_role("button", name="Previous step").click()
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("199")
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("200")
    assert figure(page).get_attribute("data-moves") == "false"


# Every callback of every loop on the page, also of one that was forgotten, by the frame in which it runs.
COUNT_CALLBACKS = """() => {
  const raf = window.requestAnimationFrame;
  window.calls = [];
  window.requestAnimationFrame = callback => raf(now => {
    const last = window.calls.at(-1);
    if (last?.now === now) last.count += 1;
    else window.calls.push({ now, count: 1 });
    callback(now);
  });
}"""


def busiest(page):
    """The most callbacks in a frame over a second, and in how many frames there were any."""
    counts = page.evaluate(
        """async () => {
          window.calls.length = 0;
          await new Promise(over => setTimeout(over, 1000));
          return window.calls.map(({ count }) => count);
        }"""
    )
    return max(counts, default=0), len(counts)


def rolling_slowly(page):
    """From the start on, at half speed: a path takes 15 seconds."""
    page.get_by_label("Speed").first.select_option("0.5")
    page.get_by_role("slider", name="Timeline").first.press("Home")
    page.get_by_role("button", name="Play").first.click()
    expect(figure(page)).to_have_attribute("data-moves", "true")


def test_dark_is_dark_and_a_theme_change_while_it_rolls_starts_no_second_loop(visit):
    page = opened(visit, color_scheme="light")
    light = brightness(page)[0]
    page.evaluate(COUNT_CALLBACKS)
    rolling_slowly(page)
    for scheme in ("dark", "light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(figure(page)).to_have_attribute("data-dark", str(scheme == "dark").lower())
    for _ in range(5):  # each a rerun of the page script, with the figure rolling
        before = page.url
        page.get_by_role("slider", name=re.compile("^Replay")).press("ArrowRight")
        page.wait_for_url(lambda url, before=before: url != before and "replay=" in url)
    most, frames = busiest(page)
    expect(figure(page)).to_have_attribute("data-moves", "true")  # it was never stopped, which would end any loop
    assert most == 1 and frames > 10, "one loop on the page: one callback in a frame of the browser"
    assert page.get_by_role("region", name="Ball in a landscape").count() == 1
    assert brightness(page)[0] < light - 60


def test_a_figure_that_is_taken_off_in_mid_animation_leaves_no_loop_behind(visit):
    page = opened(visit)
    page.evaluate(COUNT_CALLBACKS)
    rolling_slowly(page)
    assert busiest(page)[0] == 1
    page.evaluate(MOUNT, {"groundUrl": "api/grounds/gorge"})
    other = page.locator("#other")
    expect(other).to_have_attribute("data-moves", "true")
    assert busiest(page)[0] == 2, "two figures, two loops: the count sees a second one"
    for _ in range(3):  # taken off and put back while it rolls
        page.evaluate("() => { window.other.destroy(); document.querySelector('#other').remove() }")
        page.evaluate(MOUNT, {"groundUrl": "api/grounds/gorge"})
        expect(other).to_have_attribute("data-moves", "true")
    page.evaluate("() => { window.other.destroy(); document.querySelector('#other').remove() }")
    rolling_slowly(page)
    assert busiest(page)[0] == 1


def test_two_figures_on_one_page_know_nothing_of_each_other(visit):
    page = still(visit)
    timeline = figure(page).get_by_role("slider", name="Timeline")
    first = int(timeline.input_value())
    page.evaluate(MOUNT, {"groundUrl": "api/grounds/gorge", "state": {"optimiser": "momentum"}})
    other = page.locator("#other")
    other.get_by_role("slider", name="Timeline").wait_for()
    assert other.get_by_role("region", name="Ball in a landscape").count() == 1, "mounted twice, shown once"
    assert [figure(page).get_attribute("data-name"), other.get_attribute("data-name")] == ["two-valleys", "gorge"]
    other.get_by_role("button", name="Previous step").click()
    expect(other.get_by_role("slider", name="Timeline")).to_have_value("99")
    expect(timeline).to_have_value(str(first))
    page.evaluate("() => { window.other.destroy(); document.querySelector('#other').hidden = true }")
    expect(other.get_by_role("region", include_hidden=True)).to_have_count(0)
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    page.evaluate("document.querySelector('#other').remove()")
    figure(page).get_by_role("button", name="Previous step").click()
    expect(timeline).to_have_value(str(first - 1))


def test_leaving_the_page_ends_the_animation(visit):
    page = opened(visit)
    expect(figure(page)).to_have_attribute("data-moves", "true")
    page.evaluate(
        "() => { window.ticks = 0; const raf = window.requestAnimationFrame;"
        " window.requestAnimationFrame = f => { window.ticks += 1; return raf(f) } }"
    )
    go_to(page, "Hands on", "Forgetting, live")
    page.get_by_role("button", name="Train", exact=False).first.wait_for()
    settled(page)
    page.evaluate("window.ticks = 0")
    let_pass(page, 700)
    assert page.evaluate("window.ticks") < 10


def test_a_link_opens_what_was_shown(visit, running):
    page = still(visit)
    page.get_by_text("A narrow gorge", exact=True).click()
    expect(figure(page)).to_have_attribute("data-name", "gorge")
    page.get_by_label("Optimiser").select_option("momentum")
    page.get_by_role("slider", name=re.compile("^Replay")).press("ArrowRight")
    page.get_by_label("Seed of the noise").fill("7")
    page.get_by_label("Seed of the noise").press("Enter")
    page.get_by_role("slider", name=re.compile("^Noise")).press("PageUp")
    page.get_by_role("slider", name=re.compile("^Learning rate")).press("ArrowLeft")
    page.wait_for_function("() => ['lr=', 'noise=', 'seed=7'].every(part => location.search.includes(part))")
    places(page)
    rows = page.get_by_role("group", name="Path in numbers").inner_text()
    again = still(visit, page.url.removeprefix(running.url).removeprefix("/ball"))
    expect(figure(again)).to_have_attribute("data-name", "gorge")
    places(again)
    assert again.get_by_role("group", name="Path in numbers").inner_text() == rows
    assert query(again) == query(page)


def test_a_teacher_hides_controls(visit):
    page = still(visit, "?hide=lr,noise,preset")
    for gone in ("Learning rate", "Noise"):
        expect(page.get_by_role("slider", name=re.compile(f"^{gone}"))).to_have_count(0)
    expect(page.get_by_role("radiogroup", name="Landscape")).to_have_count(0)
    expect(page.get_by_role("slider", name=re.compile("^Tether"))).to_be_visible()
    expect(page.get_by_role("slider", name=re.compile("^Replay"))).to_be_visible()
    page.get_by_role("slider", name=re.compile("^Replay")).press("ArrowRight")
    page.wait_for_url("**replay=**")
    assert query(page)["hide"] == "lr%2Cnoise%2Cpreset" or query(page)["hide"] == "lr,noise,preset", "it stays hidden"


@pytest.mark.parametrize(
    ("link", "word"),
    [("replay=NaN", "replay"), ("lr=inf", "lr"), ("x=99&y=0", "99"), ("noise=-1", "noise"), ("preset=moon", "preset")],
)
def test_bad_values_in_a_link_are_said_and_the_figure_is_there(visit, link, word):
    page = still(visit, f"?{link}")
    expect(page.get_by_role("alert").filter(has_text=word).first).to_be_visible()
    assert brightness(page)[1] > 10_000
    expect(figure(page)).to_have_attribute("data-name", "two-valleys")


def test_a_race_tells_where_each_ball_ends_and_which_shape_it_has(visit):
    page = alone(visit, "?race=replay")
    legend = page.get_by_role("region", name="Race")
    rows = legend.locator("tbody tr")
    expect(rows).to_have_count(4)
    ends = [float(rows.nth(i).locator("td").nth(1).inner_text()) for i in range(4)]
    assert ends[0] > ends[3] + 1, "without replay the old task is lost"
    shapes = {rows.nth(i).locator("svg path").last.get_attribute("d") for i in range(4)}
    assert len(shapes) == 4
    legend.get_by_role("button", name="25% replay").click()
    expect(page.get_by_role("slider", name=re.compile("^Replay"))).to_have_attribute("aria-valuetext", "25% old")


def test_slow_motion_says_each_part_of_a_step(visit):
    page = alone(visit, "?replay=25&slow=1")
    page.get_by_role("slider", name="Timeline").press("Home")
    caption = page.locator(".caption").first
    for part, words in enumerate(("The new task pulls", "The old task pulls", "Their mix", "The move"), 1):
        expect(caption).to_contain_text(f"Step 1, {part} of 4.")
        expect(caption).to_contain_text(words)
        page.get_by_role("button", name="Next step").click()
    expect(caption).to_contain_text("Step 2, 1 of 4.")
    expect(page.get_by_role("slider", name="Timeline")).to_have_value("1")


def test_divergence_is_shown_and_explained(visit):
    page = alone(visit, "?preset=bowl&lr=3.5")
    expect(page.get_by_role("status").filter(has_text="flew off")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="learning rate of 3.5")).to_have_count(1)


def caption(page):
    return page.locator(".caption").first


@pytest.mark.parametrize(
    ("link", "blamed", "not_blamed"),
    [
        ("preset=bowl&lr=3.5", "learning rate of 3.5, each step overshoots", "noise"),
        ("preset=bowl&lr=3.5&noise=0.1&tether=0.1", "learning rate of 3.5, each step overshoots", "noise"),
        ("preset=two-valleys&lr=0.01&noise=200", "noise of 200", "learning rate of"),
        ("preset=two-valleys&tether=100&noise=0.1", "tether of 100", "noise of"),
        ("preset=two-valleys&lr=0.01&noise=200&tether=800", "noise of 200 and a tether of 800", "learning rate of"),
        ("preset=bowl&lr=6&optimiser=adam", "Adam's steps are about as long", "overshoots"),
        ("preset=bowl&lr=3.5&optimiser=momentum", "steeper still", "speed that momentum"),
        ("preset=overlap&lr=3&optimiser=momentum", "speed that momentum has gathered", "steeper still"),
    ],
)
def test_what_made_the_ball_fly_off_is_blamed_and_nothing_else(visit, link, blamed, not_blamed):
    page = alone(visit, f"?{link}")
    expect(caption(page)).to_contain_text("The ball flew off the landscape at step")
    expect(caption(page)).to_contain_text(blamed)
    expect(caption(page)).not_to_contain_text(not_blamed)


def rolled(name, **settings):
    """The reference descent on a landscape, from its own start."""
    preset = PRESETS[name]
    chosen = Settings(**{"lr": preset.lr, **settings})
    return roll(Interpolated(ground(name)), chosen, begin(preset.start), preset.steps)


def ends_of_optimisers(name, optimisers=tuple(OPTIMISERS)):
    """Where the reference descent leaves each optimiser's ball, and how many places that makes: ends within 2% of the
    plane's side are one."""
    side = PRESETS[name].x[1] - PRESETS[name].x[0]
    places = []
    for end in [rolled(name, optimiser=one)[-1] for one in optimisers]:
        here = (end.x, end.y)
        near = [place for place in places if any(math.dist(here, other) < 0.02 * side for other in place)]
        (near[0] if near else places).append(here if near else [here])
    return "one place" if len(places) == 1 else f"{NUMBERS[len(places)]} places"


@pytest.mark.parametrize("name", PRESETS)
def test_a_race_of_optimisers_says_at_how_many_places_it_ends(visit, name):
    expect(caption(alone(visit, f"?race=optimiser&preset={name}"))).to_contain_text(ends_of_optimisers(name))


def test_the_ends_of_the_reference_are_not_three_places_everywhere():
    ends = {name: ends_of_optimisers(name, ("gd", "momentum", "adam")) for name in PRESETS}
    assert [ends[name] for name in ("peaks", "two-valleys", "overlap")] == ["one place"] * 3
    assert [ends[name] for name in ("plateau", "trough", "gorge")] == ["two places"] * 3


def test_a_race_names_who_flew_off_and_why(visit):
    page = alone(visit, "?preset=bowl&race=optimiser&lr=2.5")
    flown = [one for one in OPTIMISERS if rolled("bowl", lr=2.5, optimiser=one)[-1].diverged]
    assert "gd" in flown and len(flown) < len(OPTIMISERS)
    steps = len(rolled("bowl", lr=2.5, optimiser="gd")) - 1
    expect(caption(page)).to_contain_text(
        re.compile(rf"Gradient descent flew off at step {steps}\b.*\. With a learning rate of 2\.5, each")
    )
    left = NUMBERS[len(OPTIMISERS) - len(flown)].capitalize()
    expect(caption(page)).to_contain_text(f"{left} ways to step end at")
    page = alone(visit, "?race=replay&lr=3")
    expect(caption(page)).to_contain_text(re.compile(r"The race is over\. 0% replay flew off at step \d+"))


def test_a_state_is_opened_again_only_when_the_page_asks_anew(visit):
    page = still(visit)
    options = {"groundUrl": "api/grounds/gorge", "state": {"replay": 5}, "revision": 1}
    page.evaluate(MOUNT, options)
    slider = page.locator("#other").get_by_role("slider", name=re.compile("^Replay"))
    expect(slider).to_have_attribute("aria-valuetext", "5% old")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "100% old")
    page.evaluate("options => window.other.update(options)", options | {"small": True})
    expect(page.locator("#other section.ball")).to_have_attribute("data-small", "")
    expect(slider).to_have_attribute("aria-valuetext", "100% old")
    page.evaluate("options => window.other.update(options)", options | {"revision": 2})
    expect(slider).to_have_attribute("aria-valuetext", "5% old")


TELL = """options => {
  window.heard = [];
  window.other.update({ ...options, onState: state => window.heard.push(state) });
}"""


def test_what_the_figure_tells_has_a_serial_that_goes_on(visit):
    page = still(visit)
    options = {"groundUrl": "api/grounds/gorge"}
    page.evaluate(MOUNT, options)
    for _ in range(2):  # also from one figure to the next
        page.evaluate(TELL, options)
        slider = page.locator("#other").get_by_role("slider", name=re.compile("^Replay"))
        for count, key in enumerate(("End", "Home"), 1):
            slider.press(key)
            page.wait_for_function("count => window.heard.length === count", arg=count)
        first, second = page.evaluate("window.heard")
        assert first["replay"] == 100 and "replay" not in second
        assert second["serial"] == first["serial"] + 1
        page.evaluate("() => { window.other.destroy(); document.querySelector('#other').remove() }")
        page.evaluate(MOUNT, options)
    assert first["serial"] > 2


BAD = {
    "empty": {"old": [], "new": []},
    "ragged": {"old": [[1, 2], [1]]},
    "NaN": {"old": [[1, None], [1, 2]]},
    "flat name": {"name": 5},
    "start outside": {"start": [99, 0]},
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_ground_is_one_sentence_and_no_blank(visit, kind):
    page = still(visit)
    usable = ground("bowl", n=5).to_dict()
    page.evaluate(MOUNT, {"ground": usable | BAD[kind]})
    alert = page.locator("#other").get_by_role("alert")
    expect(alert).to_be_visible()
    assert alert.inner_text().count(".") == 1 and alert.inner_text().startswith("This landscape cannot be shown")


def test_a_ground_that_is_not_there_is_one_sentence(visit):
    page = still(visit)
    page.evaluate(MOUNT, {"groundUrl": "api/grounds/moon"})
    expect(page.locator("#other").get_by_role("alert")).to_contain_text("There is no such landscape")


def test_a_measured_ground_shows_its_real_paths_to_scale(visit):
    page = still(visit)
    data = ground("two-valleys", n=25).to_dict() | {"kind": "measured", "unit": "nats per token", "y": [-1.5, 1.5]}
    data |= {"start": [0, 0], "old_valley": [0, 0], "new_valley": [1, 1]}
    data["paths"] = [{"label": "0%", "replay": 0, "points": [[0, 0], [1, 1]], "steps": [0, 9], "inside": 0.86}]
    data["paths"][0]["inside_legs"] = 0.41
    page.evaluate(MOUNT, {"ground": json.loads(json.dumps(data))})
    other = page.locator("#other")
    held = "squared steps the plane holds 41% (0%); of their squared distances from the start 86% (0%), which says less"
    expect(other.get_by_text(held, exact=False)).to_be_visible()
    expect(other.get_by_text("Height is loss, drawn flatter the higher it is.", exact=False)).to_be_visible()
    expect(other.get_by_text("nats per token", exact=False).first).to_be_visible()
    box = other.locator("canvas.relief").bounding_box()
    assert box["width"] / box["height"] == pytest.approx(2, abs=0.02)


WORDS = """async ({ before, lines, spots, words }) => {
  const { createWords } = await import(new URL("player/ball/words.js", document.baseURI).href);
  const drawn = {};
  const context = { measureText: text => ({ width: 8 * text.length }), strokeText() {} };
  context.fillText = (text, x, y) => { drawn[text] = [x, y, x + 8 * text.length] };
  let placed;
  for (const passing of before ? [lines, []] : [lines]) {
    placed = createWords("one picture", placed);
    for (const [x, y] of passing) placed.line(x, y);
    for (const [x, y] of spots) placed.spot(x, y);
    for (const [text, x, y] of words) placed.say(text, x, y, "red");
    placed.draw(context, 360, 360, "white");
  }
  return drawn;
}"""


def test_names_in_the_picture_keep_clear_of_each_other_of_paths_and_of_balls(visit):
    page = still(visit)

    def drawn(words, lines=(), spots=(), before=False):
        return page.evaluate(WORDS, {"words": words, "lines": lines, "spots": spots, "before": before})

    assert drawn([["old task", 100, 100]]) == {"old task": [113, 100, 177]}, "beside its place, where nothing is"
    boxes = drawn([["old task", 100, 100], ["new task", 104, 103], ["real path", 98, 101], ["mix", 100, 99]])
    for (_, one), (_, two) in itertools.combinations(boxes.items(), 2):
        assert abs(one[1] - two[1]) >= 17 or one[2] < two[0] or two[2] < one[0]
    left, _, right = drawn([["new task", 350, 100]])["new task"]
    assert 0 < left < right < 350, "inside the picture"
    path = [[100 + 5 * i, 100] for i in range(50)]
    x, y, end = drawn([["old task", 100, 100]], lines=path)["old task"]
    assert abs(y - 100) > 8 or end < 100, "off the path"
    x, y, _ = drawn([["new task", 100, 100]], spots=[[120, 100]])["new task"]
    assert x < 60 or abs(y - 100) > 16, "not under the ball"
    few = path[:3]
    assert drawn([["old task", 100, 100]], lines=few, before=True) == drawn([["old task", 100, 100]], lines=few)


@pytest.mark.parametrize("name", PRESETS)
def test_every_landscape_of_the_menu_opens(visit, name):
    page = alone(visit, f"?preset={name}")
    expect(page.get_by_role("region", name="Ball in a landscape")).to_have_attribute("data-name", name)
    expect(page.get_by_text(PRESETS[name].note)).to_be_visible()
    assert brightness(page)[1] > 10_000
