"""The app's own pages: who may frame them, what they may load, the card and the cookie that they bring."""

import contextlib
import re
import urllib.request
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from explainer import web
from explainer.fields import FieldError
from explainer.web.serving import policy
from explainer.web.serving.frames import Frames
from explainer.web.serving.policy import digest
from explainer.web.serving.settings import frame_ancestors
from explainer.web.takeaway import embed
from explainer.web.takeaway.oembed import card
from tests.helpers.app import Server
from tests.helpers.html import Page
from tests.helpers.serving import OWNER, Client, listening

RUN = "embed/run/jan-5"
SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
INLINE = "\n window.ready = false\n"
INDEX = f"<html><head><title>Streamlit</title><script>{INLINE}</script></head><body></body></html>"


@contextlib.contextmanager
def pages(base: str = "/moat") -> Iterator[Client]:
    """An app of one page as Streamlit serves it, with our middleware around it."""

    async def index(request: Request) -> Response:
        if request.path_params["path"].endswith(".js"):
            return PlainTextResponse("1", media_type="text/javascript")
        return HTMLResponse(INDEX, headers={"ETag": '"a"'})

    app = Starlette(routes=[*web.under(base), Route(base + "/{path:path}", index)])
    titles = {"replay": "How much old data is <enough>?"}
    with listening(Frames(GZipMiddleware(app), base, partial(card, base=base, titles=titles))) as client:
        yield client


def rules(headers: dict[str, str]) -> dict[str, list[str]]:
    """A policy's sources, by directive."""
    parts = [rule.split() for rule in headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in parts}


def cookie(client: Client, path: str, **headers: str) -> dict[str, str]:
    """The attributes of the cookie that an answer sets; none where it sets none."""
    sent = client.get(path, **headers)[2].get("set-cookie", "")
    return {name: value for name, _, value in (part.partition("=") for part in sent.split("; "))} if sent else {}


# The policy


def test_a_page_may_load_nothing_from_elsewhere_and_run_only_what_streamlit_put_there() -> None:
    with pages() as client:
        status, text, headers = client.get(f"/moat/live?task={quote(SCRIPT)}")
        allowed = rules(headers)
        assert status == 200
        assert allowed["script-src"] == ["'self'", "blob:", "'wasm-unsafe-eval'", digest(INLINE)]
        assert Page(text).inside("script") == [INLINE.strip()], "the address adds none"
        assert allowed["connect-src"] == ["'self'", f"ws://127.0.0.1:{client.port}"]
        assert allowed["img-src"] == ["'self'", "data:", "blob:"]
        assert (allowed["default-src"], allowed["object-src"]) == (["'self'"], ["'none'"])
        assert allowed["frame-ancestors"] == ["'self'"]


def test_behind_a_proxy_the_web_socket_is_where_the_reader_sees_the_app() -> None:
    with pages() as client:
        proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "moat.example"}
        assert rules(client.get("/moat/live", **proxy)[2])["connect-src"] == ["'self'", "wss://moat.example"]
        odd = proxy | {"X-Forwarded-Host": "moat.example; script-src *"}
        assert "script-src *" not in client.get("/moat/live", **odd)[2]["content-security-policy"]


@pytest.mark.parametrize("path", ["live", "static/index.js", RUN, "api/recorded/jan-5", "api/runs/x", "oembed?url=x"])
def test_nothing_is_taken_for_something_else(path: str) -> None:
    with pages() as client:
        headers = client.get(f"/moat/{path}")[2]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "default-src" in headers["content-security-policy"]


def test_only_listed_sites_may_frame_the_apps_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLAINER_FRAME_ANCESTORS", "https://school.example, *.blog.example:8080")
    with pages() as client:
        allowed = rules(client.get("/moat/live?task=jan&replay=5")[2])
        assert allowed["frame-ancestors"] == ["'self'", "https://school.example", "*.blog.example:8080"]
        assert client.get(f"/moat/{RUN}")[2]["content-security-policy"] == embed.POLICY
        assert "frame-ancestors 'none'" in client.get("/moat/api/recorded/jan-5")[2]["content-security-policy"]


@pytest.mark.parametrize("value", ["https://a.example/path", "*", "'none'", "a b;c", "javascript:x", "x" * 300 + "_"])
def test_a_list_of_sites_that_cannot_be_obeyed_is_one_sentence(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FieldError) as caught:
        frame_ancestors({"EXPLAINER_FRAME_ANCESTORS": value})
    assert "EXPLAINER_FRAME_ANCESTORS cannot have" in str(caught.value)
    assert len(str(caught.value)) < 200
    monkeypatch.setenv("EXPLAINER_FRAME_ANCESTORS", value)
    logged: list[tuple[object, ...]] = []
    monkeypatch.setattr(policy.log, "error", lambda *words: logged.append(words))
    with pages() as client:
        assert rules(client.get("/moat/live")[2])["frame-ancestors"] == ["'self'"], "the strict default"
    assert [str(words[-1]) for words in logged] == [str(caught.value)]


# The cookie


@pytest.mark.parametrize("base", ["", "/moat"])
def test_a_page_gives_a_browser_one_secret_and_no_second(base: str) -> None:
    with pages(base) as client:
        browser = client.stranger()
        first = cookie(browser, f"{base}/live")
        assert re.fullmatch("[0-9a-f]{32}", first["moat_owner"])
        assert (first["Path"], first["SameSite"], first["Max-Age"]) == (base or "/", "Lax", "31536000")
        assert "HttpOnly" in first
        assert "Secure" not in first
        assert browser.get(f"{base}/live")[2]["cache-control"] == "private, no-cache"
        assert cookie(browser, f"{base}/live")["moat_owner"] != first["moat_owner"]
        for known in (OWNER, first["moat_owner"]):
            assert cookie(Client(client.port, known), f"{base}/live") == {}
        assert cookie(Client(client.port, "chosen-by-somebody"), f"{base}/live")["moat_owner"] != "chosen-by-somebody"


@pytest.mark.parametrize(
    "path", [RUN, "embed/nothing", "api/recorded/jan-5", "player/page.css", "oembed", "static/a.js"]
)
def test_embed_pages_answers_and_files_set_no_cookie(path: str) -> None:
    with pages() as client:
        assert cookie(client.stranger(), f"/moat/{path}") == {}


@pytest.mark.parametrize(
    ("sites", "proto", "expected"),
    [
        ("", "https", {"SameSite": "Lax", "Secure": ""}),
        ("https://school.example", "https", {"SameSite": "None", "Partitioned": "", "Secure": ""}),
        ("https://school.example", "http", {"SameSite": "Lax"}),
        ("nonsense;", "https", {"SameSite": "Lax", "Secure": ""}),
    ],
)
def test_where_other_sites_may_frame_the_app_its_cookie_works_in_their_frames(
    sites: str, proto: str, expected: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_FRAME_ANCESTORS", sites)
    monkeypatch.setattr(policy.log, "error", lambda *words: None)
    with pages() as client:
        sent = cookie(client.stranger(), "/moat/live", **{"X-Forwarded-Proto": proto})
        assert {name: sent[name] for name in ("SameSite", "Partitioned", "Secure") if name in sent} == expected


# The card, and what is passed on


def test_a_page_is_the_card_of_its_address() -> None:
    with pages() as client:
        _, text, headers = client.get("/moat/live?task=jan&replay=5")
        page = Page(text)
        assert page.inside("title") == ["The Invisible Moat"]
        assert "etag" not in headers
        titled = Page(client.get("/moat/replay")[1])
        assert titled.inside("title") == ["How much old data is <enough>? – The Invisible Moat"]
        assert titled.inside("title")[0] in [meta.get("content") for meta in titled.all("meta")]
        [link] = [link["href"] for link in page.all("link") if link.get("type") == "application/json+oembed"]
        assert link
        assert client.get(link.removeprefix(client.origin))[0] == 200
        _, text, _ = client.get(f"/moat/{quote('<script>')}?x={quote(SCRIPT)}")
        assert Page(text).inside("script") == [INLINE.strip()]
        assert not Page(text).all("img")


def test_what_embeds_ask_for_is_compressed_as_it_is_for_any_page() -> None:
    with pages() as client:
        for path in ("api/recorded/jan-5", "player/run/figure.js", RUN, "api/grounds/two-valleys"):
            asked = urllib.request.Request(f"{client.origin}/moat/{path}", headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(asked) as response:
                assert response.headers["Content-Encoding"] == "gzip", path


# In a browser

WATCH = """
window.refused = []
const note = event => refused.push([event.effectiveDirective, event.blockedURI])
document.addEventListener("securitypolicyviolation", note)
"""
SMUGGLE = """
document.body.insertAdjacentHTML("beforeend", '<img src="//elsewhere.example/a.png" onerror="window.ran = true">')
document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }))
fetch("https://elsewhere.example/b").catch(() => {})
"""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "live"])
def test_a_page_opens_without_a_violation_and_what_is_smuggled_into_it_is_refused(
    running: Server, chromium: Browser, path: str
) -> None:
    with contextlib.closing(chromium.new_page()) as page:
        page.add_init_script(WATCH)
        page.goto(f"{running.url}/{path}")
        page.get_by_role("heading", level=1).wait_for()
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
        assert page.evaluate("refused") == []
        page.evaluate(SMUGGLE)
        page.wait_for_function("() => refused.length >= 4")
        assert {(rule, uri) for rule, uri in page.evaluate("refused")} == {
            ("img-src", "http://elsewhere.example/a.png"),
            ("script-src-attr", "inline"),
            ("script-src-elem", "inline"),
            ("connect-src", "https://elsewhere.example/b"),
        }
        assert page.evaluate("window.ran") is None
