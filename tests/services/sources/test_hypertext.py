# SPDX-License-Identifier: Apache-2.0
"""HTML becomes what its reader sees, and nothing she does not see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sources.hypertext import readable

TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div style='",
        "display:none",
        "'>",
        "</div>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<style>",
        "</style>",
        "@media x{",
        "}",
        ".a{color:#fff",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<blockquote type=cite>",
        "</blockquote>",
        "<img alt=x>",
        "&amp;",
        "&#0;",
        "&#xfdd0;",
        "\x01",
        "<ul><li>",
        "<pre>",
        "<br>",
        "\ufdd0",
        "text ",
        "<?xml version='1.0' encoding='utf-16'?>",
    ]
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a&nbsp;b &lt;c&gt; &amp; &eacute;", "a b <c> & é"),
        ("<pre>  x\n   <b>y</b></pre>", "x\n   y"),
        ("<div style='white-space:pre-wrap'>a\nb <i>c</i></div><p>d\ne</p>", "a\nb c\n\nd e"),
        ("<ul><li>x<li>y</ul>", "* x\n  * y"),
        ("<a href='http://example.com/x'>here</a>", "here"),
        ("<img src=x alt='my plate'>", "[my plate]"),
        ("<img src=x><img src=y alt=' '>", ""),
        ("no markup at all, 5 < 6", "no markup at all, 5 < 6"),
        ("<o:p>Word</o:p><![if !vml]>!<![endif]>", "Word!"),
        (
            "<noscript>shown</noscript><iframe>not</iframe><object>shown too</object>",
            "shownshown too",
        ),
        ("<textarea>typed</textarea><select><option>no</select>", "typed"),
        ("", ""),
        ("   ", ""),
        ("<!-- only a comment -->", ""),
    ],
)
def test_html_reads_as_it_looks(source: str, text: str) -> None:
    assert readable(source)[0].strip() == text


def test_a_data_table_stands_in_columns() -> None:
    table = "<table><tr><th>When</th><th>What</th></tr><tr><td>Mon</td><td>$5</td></tr></table>"
    assert readable(table)[0].split("\n") == ["When  What", "Mon   $5"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>left<br>more</td><td>right</td></tr></table>",
        "<table><tr><td><p>left</p><p>more</p></td><td>right</td></tr></table>",
        f"<table><tr><td>{'left ' * 50}</td><td>right</td></tr></table>",
        "<table><tr><td><table><tr><td>left</td><td>x</td></tr></table></td><td>right</td></tr></table>",
    ],
)
def test_a_table_that_lays_out_a_page_is_read_cell_by_cell(table: str) -> None:
    lines = readable(table)[0].split("\n")
    assert not [line for line in lines if "left" in line and "right" in line]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>X</p>",
        "<p style='DISPLAY : None !important'>X</p>",
        "<p style='display:none;display:none'><b>X</b></p>",
        "<p hidden>X</p>",
        "<p style='visibility:hidden'>X</p>",
        "<p style='visibility:collapse'>X</p>",
        "<p style='opacity:0.0'>X</p>",
        "<p style='font-size:0'>X</p>",
        "<p style='font-size:1px'>X</p>",
        "<p style='font:0/0 a'>X</p>",
        "<p style='font-size:0'><i style='font-size:2em'>X</i></p>",
        "<p style='max-height:0px; overflow:hidden'>X</p>",
        "<p style='width:0;overflow:hidden'>X</p>",
        "<p style='position:absolute; left:-10000px'>X</p>",
        "<p style='text-indent:-9999px'>X</p>",
        "<p style='position:absolute;clip:rect(0, 0, 0, 0)'>X</p>",
        "<p style='clip-path: inset(100%)'>X</p>",
        "<p style='color:#fff'>X</p>",
        "<p style='color:white'>X</p>",
        "<p style='color:rgb(255, 255, 255)'>X</p>",
        "<p style='color:rgba(0,0,0,0)'>X</p>",
        "<p style='color:transparent'>X</p>",
        "<p style='color:#123456;background:#123458'>X</p>",
        "<div style='background:#000'><p style='color:#000'>X</p></div>",
        "<font color=#FFFFFF>X</font>",
        "<style>.h{display:none}</style><p class='a h'>X</p>",
        "<style>#h{display:none}</style><p id=h>X</p>",
        "<style>p.h{display:none!important}</style><p class=h style='display:block'>X</p>",
        "<style>b,p{font-size:0}</style><p>X</p>",
        "<style>/* } */ p{color:#fff}</style><p>X</p>",
    ],
)
def test_a_hidden_passage_is_left_out_and_counted(hidden: str) -> None:
    assert readable(f"seen{hidden}") == ("seen", 1)


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='display:block'>X</p>",
        "<p style='opacity:.5'>X</p>",
        "<p style='visibility:hidden'><b style='visibility:visible'>X</b></p>",
        "<p style='font-size:0'><i style='font-size:12px'>X</i></p>",
        "<p style='font-size:11pt'>X</p>",
        "<p style='font-size:small'>X</p>",
        "<p style='font: 12px/0 Arial'>X</p>",
        "<p style='max-height:0'>X</p>",
        "<p style='max-width:100%;overflow:hidden'>X</p>",
        "<p style='left:-10000px'>X</p>",
        "<p style='color:#fff;background:#036'>X</p>",
        "<p style='color:#fff;background:url(x.png)'>X</p>",
        "<table bgcolor=black><tr><td style='color:white'>X</td></tr></table>",
        "<div style='background:linear-gradient(#000,#fff)'><p style='color:#fff'>X</p></div>",
        "<p style='color:nonsense'>X</p>",
        "<p style='color:#888'>X</p>",
        "<style>@media (max-width:600px){p{display:none}}</style><p>X</p>",
        "<style>.h{display:none}</style><p class=hh>X</p>",
        "<style>p{display:none}</style><p style='display:block'>X</p>",
        "<style>td p{background:navy}</style><p style='color:#fff'>X</p>",
        "<style>broken {{{ } p display:none</style><p>X</p>",
    ],
)
def test_a_passage_that_can_be_seen_stays(shown: str) -> None:
    assert readable(shown) == ("X", 0)


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote type=cite>old</blockquote>",
        "<blockquote cite='mid:1'>old</blockquote>",
        "<blockquote class=gmail_quote style='border-left:1px'>old</blockquote>",
        "<blockquote style='border-left:2px solid'><div>old</div></blockquote>",
    ],
)
def test_quoted_mail_is_marked(quote: str) -> None:
    assert readable(f"new{quote}")[0] == "new\n> old"


def test_quotes_within_quotes_are_marked_twice() -> None:
    inner = "<blockquote type=cite>a<blockquote type=cite>b</blockquote>c</blockquote>d"
    assert readable(inner)[0] == "> a\n> > b\n> c\nd"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>indented</blockquote>",
        "<blockquote class=gmail_quote style='margin:0 0 0 40px;border:none'>indented</blockquote>",
    ],
)
def test_an_indented_passage_is_not_a_quotation(quote: str) -> None:
    assert readable(quote)[0] == "indented"


def test_marks_of_ours_in_the_message_change_nothing() -> None:
    assert readable("<p>a\ufdd0b</p><p>c&#xfdd1;d</p>")[0].replace("\n", "") == "abcd"


def test_depth_beyond_the_parser_loses_no_words() -> None:
    for depth in (100, 300, 1500, 5000):
        text, _ = readable("<div>" * depth + "deep" + "</div>" * depth + "<p>after</p>")
        assert text.split() == ["deep", "after"]


def test_what_is_too_deep_to_lay_out_is_read_without_scripts_and_tags() -> None:
    source = "<script>bad()</SCRIPT><!-- no -->" + "<b>" * 5000 + "5 &lt; 6<style>x"
    assert readable(source)[0] == "5 < 6"


@given(st.lists(TAGS, max_size=40).map("".join))
def test_no_markup_is_too_broken_to_read(source: str) -> None:
    text, hidden = readable(source)
    assert not set(text) & set("\ufdd0\ufdd1")
    assert hidden >= 0
