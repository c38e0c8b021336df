"""What a browser shows of a page is the same without the blank space of its templates."""

import re
from pathlib import Path

from publishing.blank_space import without_blank_space

STYLES = Path(__file__).resolve().parent.parent.parent / "docs" / "styles"


def test_blank_lines_and_indentation_go_and_a_word_stays_apart_from_the_next():
    assert without_blank_space("<p>\n\n   One  two\n   <b>three</b>\n\n</p>\n") == "<p>\nOne  two\n<b>three</b>\n</p>\n"


def test_where_nothing_stood_between_two_tags_nothing_is_put():
    assert without_blank_space("<b>a</b><i>b</i>\t\n<i>c</i> <i>d</i>") == "<b>a</b><i>b</i>\n<i>c</i> <i>d</i>"


def test_what_is_shown_or_run_as_it_stands_is_left_alone():
    kept = (
        '<pre>\n  a\n\n  b</pre><textarea>\n\n x</textarea><script type="application/json">{\n  "a": 1}</script><STYLE>\n  p {}\n</STYLE>'
    )
    assert without_blank_space(kept) == kept


def test_attributes_and_comments_are_left_alone_even_where_they_hold_a_bracket():
    kept = "<img alt=\"a >\n   b\" title='c >\n\n d'><!-- <pre> \n  -->"
    assert without_blank_space(kept) == kept


def test_no_style_sheet_shows_blank_space_as_it_stands_but_the_redlines_whose_page_is_left_alone():
    sheets = [*(STYLES / "site").glob("*.css"), *STYLES.glob("*.css")]
    assert {sheet.name for sheet in sheets if re.search(r"white-space:\s*(pre|break-spaces)", sheet.read_text(encoding="utf-8"))} == {
        "redline.css"
    }
