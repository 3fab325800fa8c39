# SPDX-License-Identifier: Apache-2.0
"""Nothing that a message names elsewhere is ever fetched: no picture, no style, no frame, no font.

The server only listens: every connection to it would wait in its queue, so that none can be missed.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.sources.reading import read_file
from tests.ui.conftest import Furnish

_HTML = """\
<html><head>
<link rel="stylesheet" href="{u}/style.css"><link rel="prefetch" href="{u}/next">
<base href="{u}/"><meta http-equiv="refresh" content="0;url={u}/go">
<style>@import url({u}/more.css); body {{ background: url({u}/paper.png) }}
@font-face {{ font-family: x; src: url({u}/x.woff) }} p {{ font-family: x }}</style>
</head><body background="{u}/back.png" onload="fetch('{u}/js')">
<p>How much is the late fee for my registration?</p>
<img src="{u}/dot.gif" width="1" height="1"><img src="{u}/logo.png" alt="Our logo">
<img srcset="{u}/a.png 1x, {u}/b.png 2x"><picture><source srcset="{u}/c.webp"></picture>
<div style="background-image: url('{u}/d.png')">Thank you.</div>
<iframe src="{u}/frame"></iframe><object data="{u}/o"></object><embed src="{u}/e">
<video src="{u}/v.mp4" poster="{u}/p.png"></video><audio src="{u}/a.mp3" autoplay></audio>
<svg><image href="{u}/s.png"/></svg><table background="{u}/t.png"><tr><td>x</td></tr></table>
<script src="{u}/s.js"></script><a href="{u}/click">here</a>
</body></html>
"""


@contextmanager
def listening() -> Iterator[tuple[str, socket.socket]]:
    """A port of this computer that takes note of everybody who knocks."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        server.setblocking(False)
        yield f"http://127.0.0.1:{server.getsockname()[1]}", server


def knocked(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_the_listener_would_notice() -> None:
    with listening() as (_, server):
        with socket.create_connection(server.getsockname()):
            pass
        assert knocked(server)
        assert not knocked(server)


@pytest.mark.parametrize("answer", ["with words", "alone"])
def test_a_message_full_of_remote_things_fetches_none(
    furnish: Furnish, tmp_path: Path, answer: str
) -> None:
    with listening() as (url, server):
        html = _HTML.format(u=url)
        if answer == "with words":
            kind = 'multipart/alternative; boundary="b"'
            plain = "--b\r\nContent-Type: text/plain\r\n\r\nHow much is the late fee?\r\n"
            body = f"{plain}--b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b--"
        else:
            kind, body = "text/html", html
        head = f"From: Lea <lea@example.org>\r\nSubject: Fee <img src={url}/subject.png>\r\n"
        path = tmp_path / "message.eml"
        path.write_text(f"{head}Content-Type: {kind}\r\n\r\n{body}\r\n", "utf-8")
        shown = furnish(letters=(read_file(path),))
        shown.settle()
        assert "How much is the late fee" in shown.window.desk.inquiry.letter.text()
        shown.draft()
        shown.window.grab()
        shown.window.desk.inquiry.original.click()
        shown.settle()
        shown.dialog.grab()
        shown.press("Ctrl+L")
        shown.settle()
        shown.window.grab()
        assert not knocked(server)
