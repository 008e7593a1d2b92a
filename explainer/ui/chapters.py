"""Where the chapters' files are, for the list of pages and for links between them."""

from pathlib import Path

PAGES = Path(__file__).parents[2] / "pages"
START, LIVE = PAGES / "start.py", PAGES / "live.py"
