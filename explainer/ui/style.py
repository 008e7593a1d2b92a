"""This module has the few rules of style that Streamlit's theme cannot hold: contrast, and links that set a figure."""

STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 4.2rem } /* the figure belongs on the first screen */
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.8 }
[data-testid="stPageLink-NavLink"] :is(span, p) { white-space: normal } /* a long link is read whole on a phone */
@media (max-width: 640px) { [data-testid="stMarkdownContainer"] {
  table { display: block; overflow-x: auto }
  :is(th, td) { padding: 0.3rem } } }
[data-testid="stBaseButton-primary"] p { color: light-dark(#ffffff, #14181f) }
[data-testid="stMarkdownContainer"] a[href^="?"] {
  padding: 0.05em 0.35em; border-radius: 0.4em; font-weight: 600; text-decoration: underline dotted;
  text-underline-offset: 3px; background: color-mix(in srgb, currentColor 12%, transparent);
  box-decoration-break: clone; -webkit-box-decoration-break: clone }
</style>"""
