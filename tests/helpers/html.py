"""This module reads a page as a browser would, for tests that look at what a server has sent."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """What a browser would find in a page: its elements with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[int, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.setdefault(len(self.elements) - 1, "")
        self.text[len(self.elements) - 1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def inside(self, tag: str) -> list[str]:
        return [self.text.get(at, "").strip() for at, (name, _) in enumerate(self.elements) if name == tag]
