"""A municipality's website on a port of its own, hence another origin, with a strict policy, that embeds the widget."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gemeente Voorbeeld</title><link rel="stylesheet" href="/site.css">{head}</head>
<body><main><h1>Gemeente Voorbeeld</h1><p>Hulp bij het huishouden <a href="/andere">Meer lezen</a></p>
<p><button type="button" id="eigen">Vraag het ons</button></p>{body}</main>
<script src="{assistant}/widget.js" {attributes} defer></script><script src="/site.js" defer></script>
<noscript><a href="{assistant}/chat">Stel uw vraag</a></noscript></body></html>
"""
# The page's own letters and colours, which must not get into the widget.
STYLE = """html { font-size: 62.5%; color: #222; }
body { font: 1.6rem serif; text-align: center; text-transform: uppercase; }
p, button, h2, li { color: #a00; letter-spacing: .01em; }"""
SCRIPT = """document.getElementById("eigen")
  .addEventListener("click", () => document.querySelector("wmo-wegwijzer").open());"""


class Site:
    """Pages at any path; the query says how the widget stands in them.

    `attributes` are those of the script tag, `body` goes into the page, `css` into its style sheet.
    """

    def __init__(self) -> None:
        self.assistant = ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                address = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
                content, kind = site.content(address.path, query)
                self.send_response(200)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Security-Policy", f"default-src 'self' {site.assistant}")
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the tests' output is for the tests."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{port}"
        # The same pages under another name, which the assistant does not allow.
        self.stranger = f"http://localhost:{port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def content(self, path: str, query: dict[str, str]) -> tuple[str, str]:
        if path == "/site.css":
            return STYLE, "text/css"
        if path == "/eigen.css":
            return query["css"], "text/css"
        if path == "/site.js":
            return SCRIPT, "text/javascript"
        css = query.get("css")
        head = f'<link rel="stylesheet" href="/eigen.css?{urlencode({"css": css})}">' if css else ""
        page = PAGE.format(
            assistant=self.assistant,
            attributes=query.get("attributes", 'data-municipality="GM0193"'),
            body=query.get("body", ""),
            head=head,
        )
        return page, "text/html"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
