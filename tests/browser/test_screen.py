"""Many at once in a real browser, over both doors: a file is chosen or dropped, read here, and goes nowhere."""

import subprocess
import sys
from pathlib import Path

import pytest

from publishing.load import load_edition, load_library

ROOT = Path(__file__).resolve().parent.parent.parent
EDITION = load_library().current
WORDS = load_edition(EDITION).decisions["emergency-attendance"].screen
DAY = {"day": "1", "month": "6", "year": "2026"}
LIST = (
    "Child ID;Date of contact;Type;Ref;DOB\r\n"
    "K1;10/01/2026;A&E;1;4/5/2022\r\nK1;10/01/2026;A&E;1;\r\nK1;2/3/2026;NHS 111;;\r\nK1;2026-05-30;Walk-in;;\r\n"
    "Zo\u00eb;1/13/2026;A&E;;\r\nZo\u00eb;2026-03-01;drop-in;;\r\nZo\u00eb;2026-03-02;A&E;;\r\n"
    "=1+1;2026-03-02;A&E;;\r\n=1+1;2026-03-03;A&E;;\r\n=1+1;2026-03-04;A&E;;\r\n;2026-03-04;A&E;;\r\nK4;2026-03-04;A&E;;\r\n"
).encode("cp1252")
LARGE = b"child,date,service\n" + b"".join(b"K%d,2026-01-%02d,A&E\n" % (row % 30_000, 1 + row % 28) for row in range(100_000))


@pytest.fixture
def open_page(page, door):
    page.goto(f"{door}/{EDITION}/calculators/emergency-attendance.html")
    page.locator("[data-calculator][data-ready]").wait_for()
    for part, value in DAY.items():
        page.fill(f"#q-as_of-{part}", value)
    return page


def choose(page, data, name="list.csv"):
    page.set_input_files("#screen-file", files=[{"name": name, "mimeType": "text/csv", "buffer": data}])


def drop(page, *files):
    dragged = page.evaluate_handle(
        """files => {
            const dragged = new DataTransfer();
            for (const [name, text] of files) dragged.items.add(new File([text], name));
            return dragged;
        }""",
        files,
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": dragged})
    assert page.locator(".screen--over").count() == 1
    page.dispatch_event("#q-concern", "drop", {"dataTransfer": dragged})


def result_of(page):
    result = page.locator("[data-screen-result]")
    result.locator(".result__headline").wait_for()
    return result


def on_the_command_line(data, file):
    file.write_bytes(data)
    command = [sys.executable, "-m", "calculators", "screen", "emergency-attendance", str(file), "--as-of", "2026-06-01"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


def test_a_chosen_file_gives_the_same_table_and_the_same_rows_to_check_as_the_command_line(open_page, tmp_path):
    page, before = open_page, len(open_page.requests)
    choose(page, LIST)
    result = result_of(page)
    ours = on_the_command_line(LIST, tmp_path / "list.csv")
    assert page.evaluate("document.activeElement.matches('[data-screen-result] .result__headline')")
    assert page.locator("[data-screen-state]").inner_text() == WORDS.page["done"]
    with page.expect_download() as download:
        result.get_by_role("button", name=WORDS.page["save"]).click()
    assert download.value.suggested_filename == "emergency-attendance-2026-06-01.csv"
    assert Path(download.value.path()).read_bytes() == ours.stdout
    assert b"\r\n'=1+1,Reaches" in ours.stdout
    with page.expect_download() as download:
        result.get_by_role("button", name=WORDS.page["save_problems"]).click()
    theirs = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert theirs == ours.stderr.decode().splitlines()[: len(theirs)] and len(theirs) == 3
    assert [address for address in page.requests[before:] if not address.startswith("blob:")] == []


def test_the_result_names_who_reaches_the_threshold_who_cannot_be_ruled_out_and_what_to_check(open_page):
    page = open_page
    choose(page, LIST)
    result = result_of(page)
    text = result.inner_text()
    assert "2 children reach the threshold. 1 child cannot be ruled out" in text
    assert "If a child is in danger now, ring 999." in text
    assert "1 child is below the threshold." in text and "1 row names no child" in text and "Windows-1252" in text
    rows = result.locator("tbody tr").all_inner_texts()
    assert [row.split()[0] for row in rows] == ["K1", "=1+1", "Zoë"]
    assert "10 January 2026" in rows[0] and "30 May 2026" in rows[0]
    assert 'line 6, date: "1/13/2026" has no such month' in text and "line 12, child: empty" in text
    preview = page.locator("[data-screen-preview]")
    assert "2/3/2026\t2 March 2026" in preview.inner_text()
    assert preview.locator("tbody tr").count() == WORDS.first_rows


def test_a_file_can_be_dropped_anywhere_and_a_second_one_takes_its_place(open_page):
    page, address = open_page, open_page.url
    drop(page, ["list.csv", "child,date,service\n" + "a,2026-05-01,A&E\n" * 3])
    assert "1 child reaches the threshold." in result_of(page).inner_text()
    assert page.url == address and page.locator(".screen--over").count() == 0
    choose(page, b"child,date,service\nb,2026-05-01,A&E\n")
    page.get_by_text("0 children reach the threshold.").wait_for()
    assert page.locator("[data-screen-result] tbody").count() == 0
    drop(page, ["one.csv", "x"], ["two.csv", "y"])
    assert page.locator("#screen-file-error").inner_text() == WORDS.page["one_file"]


def test_reading_can_be_stopped_and_another_file_chosen(open_page):
    page = open_page
    choose(page, LARGE)
    stop = page.get_by_role("button", name=WORDS.page["cancel"])
    stop.wait_for()
    page.check("#q-concern-no")
    assert page.locator("[data-screen-progress] progress").is_visible()
    stop.click()
    assert page.locator("[data-screen-state]").inner_text() == WORDS.page["cancelled"]
    assert page.evaluate("document.activeElement.id") == "screen-file"
    assert stop.is_hidden() and page.locator("[data-screen-preview]").is_hidden()
    choose(page, LIST)
    assert "2 children reach the threshold." in result_of(page).inner_text()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "The file is empty"), (b"NHS number,When\n1,2", '"NHS number", "When"'), (b"PK\3\4\0\0", "choose Save as")],
)
def test_a_file_that_cannot_be_used_is_told_beside_the_field(open_page, data, said):
    page = open_page
    choose(page, data)
    error = page.locator("#screen-file-error")
    error.wait_for()
    assert error.inner_text().startswith(WORDS.page["unusable"]) and said in error.inner_text()
    assert page.locator("#screen-file").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == "screen-file"
    assert page.locator("[data-screen-progress]").is_hidden()
    choose(page, LIST)
    result_of(page)
    assert error.is_hidden() and page.locator("#screen-file").get_attribute("aria-invalid") is None


def test_the_day_of_the_decision_is_the_forms_own(open_page):
    page = open_page
    page.fill("#q-as_of-year", "")
    choose(page, LIST)
    assert page.locator("#screen-file-error").inner_text() == WORDS.page["as_of"]
    page.fill("#q-as_of-year", "1999")
    choose(page, LIST)
    assert "1 June 1999" in result_of(page).inner_text()
    page.get_by_role("button", name="Show what to do").click()
    page.locator("[data-result] h2").wait_for()


def test_only_a_calculator_that_counts_many_asks_for_a_file(page, door):
    page.goto(f"{door}/{EDITION}/calculators/private-fostering.html")
    page.locator("[data-calculator][data-ready]").wait_for()
    assert page.locator("[data-screen]").count() == 0
