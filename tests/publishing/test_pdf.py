"""The PDF that is kept: accessible by PDF/UA-1, the same at every build, whole, its numbers of pages right, its links not broken."""

import hashlib
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import page as accessibility
import pikepdf
import pytest
from printed import BREAK, Printed, find_words, follows

from publishing.edition import clause_words
from publishing.load import load_edition, load_guides, load_library
from publishing.model import Status
from publishing.pages import Site
from publishing.pdf.book import PrintView, print_pages
from publishing.pdf.make import WRITER, begin_pdf, finish_pdf
from publishing.whole import whole_decision

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "site" / "3.0" / "policy-3.0.pdf"
A4 = (595, 842)


def write(html, target):
    """Write a PDF as the build does, and return the finished process."""
    page = target.with_suffix(".html")
    page.write_text(html, encoding="utf-8")
    return subprocess.run([sys.executable, "-m", WRITER, page], cwd=ROOT, capture_output=True, text=True, check=False)


def whole(edition):
    """Return the print page of a whole edition."""
    return next(iter(print_pages(Site(load_library(), edition)).values()))


@pytest.fixture(scope="module")
def printed():
    return Printed(KEPT)


@pytest.fixture(scope="module")
def view(published):
    return PrintView(Site(load_library(), published))


@pytest.fixture(scope="module")
def short_edition(published):
    """The edition with its first sections only, so that a test's own PDF is made quickly."""
    return replace(published, parts=published.parts[:4])


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    """The print pages of a copy of the edition that is a draft, its first sections only: the PDF of the whole, and a card."""
    folder = tmp_path_factory.mktemp("draft")
    shutil.copytree(ROOT / "policy_data", folder / "policy_data")
    control = folder / "policy_data" / "editions" / "3.0" / "policy" / "edition.yml"
    text = control.read_text(encoding="utf-8")
    status = next(line for line in text.splitlines() if line.startswith("status: "))
    control.write_text(text.replace(status, "status: {state: draft}"), encoding="utf-8")
    edition = load_edition("3.0", folder / "policy_data")
    pages = print_pages(Site(load_library(), replace(edition, parts=edition.parts[:4])))
    printed = []
    for name in ("policy-3.0.html", "cards/worried-now.html"):
        target = folder / f"{Path(name).stem}.pdf"
        done = write(pages[name], target)
        assert done.returncode == 0, done.stderr
        printed.append((Printed(target), target))
    return printed


# Accessible


def test_the_pdf_passes_every_rule_of_pdf_ua_1(draft):
    for path in (KEPT, *(path for _, path in draft)):
        report = accessibility.validate_pdf(str(path), profile=accessibility.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
        assert report.is_compliant


@pytest.mark.parametrize("name", load_library().editions)
def test_the_pdf_of_every_edition_is_accessible_has_the_projects_fonts_and_is_marked_if_it_is_a_draft(name):
    folder, edition = ROOT / "site" / name, load_edition(name)
    files = [folder / f"policy-{name}.pdf", *sorted((folder / "cards").glob("*.pdf"))]
    assert len(files) > 1
    for path in files:
        report, file = accessibility.validate_pdf(str(path), profile=accessibility.ValidationProfile.PDF_UA_1), Printed(path)
        assert [f"{path.name}: {failure.rule_id}: {failure.message}" for failure in report.failures] == []
        assert all(embedded and "Print-Sans" in font for font, embedded in file.fonts.items())
        assert {watermarked(page) for page in file.pages} == {edition.draft}


@pytest.mark.parametrize("name", load_library().editions)
def test_the_pdf_of_every_edition_holds_every_clause_in_order_word_for_word(name):
    reading, edition, place = Printed(ROOT / "site" / name / f"policy-{name}.pdf").reading, load_edition(name), 0
    for clause in edition.clauses.values():
        place = find_words(reading, clause_words(clause), place)
        assert place >= 0, f"{clause.id} does not stand in the PDF of edition {name} as it is written, or not in its place"


def test_the_file_says_its_language_its_title_and_that_it_is_tagged(printed, published):
    root = printed.file.Root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(printed.file.docinfo.Title) == f"{published.control.title}, edition {published.name}"
    assert {str(page.Tabs) for page in printed.pages} == {"/S"}


def test_headings_skip_no_level_and_one_stands_above_all(printed):
    levels = [int(str(element.S)[2:]) for element in printed.elements if re.fullmatch(r"/H\d", str(element.S))]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_every_head_cell_says_what_it_heads_and_every_link_is_called_by_its_words(printed):
    scopes = [str(element.A.Scope) for element in printed.elements if element.S == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}
    assert all(str(link.Contents) and not str(link.Contents).startswith(("page-", "clause-", "notes-", "tel:")) for link in printed.links)


def test_head_and_foot_are_passed_over_by_a_reader_aloud(printed):
    assert "UNCONTROLLED WHEN PRINTED" not in printed.reading
    assert all("UNCONTROLLED WHEN PRINTED" in words for words in printed.beside)


def test_every_font_is_the_projects_own_and_embedded(printed, draft):
    for file in (printed, *(file for file, _ in draft)):
        assert len(file.fonts) == 2 and all(file.fonts.values())
        assert all(re.fullmatch(r"/[A-Z]{6}\+Print-Sans(-Bold)?", name) for name in file.fonts)


# The same at every build


def test_two_builds_give_the_same_bytes(tmp_path, printed, published, figure):
    target, before = tmp_path / KEPT.name, used_by_others()
    done = write(whole(published), target)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "100"
    assert hashlib.sha256(target.read_bytes()).hexdigest() == hashlib.sha256(KEPT.read_bytes()).hexdigest()
    size = KEPT.stat().st_size / 1000
    figure(f"PDF of edition {published.name}: {len(printed.pages)} pages, {size:.0f} kB, {used_by_others() - before:.1f} CPU seconds")


def used_by_others():
    """Return the CPU seconds of the processes that this one has started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_the_dates_of_the_file_are_the_editions_own(printed, published):
    assert str(printed.file.docinfo.CreationDate).startswith("D:" + published.control.status.date.replace("-", ""))
    assert str(printed.file.docinfo.ModDate).startswith("D:" + f"{published.last_dated:%Y%m%d}")


# Whole


def test_the_text_read_aloud_holds_every_clause_in_order_word_for_word(printed, published, view):
    reading, place = printed.reading, 0
    for part in published.parts:
        for clause in part.clauses:
            for words in filter(None, (view.label(clause), clause.clause.heading)):
                place = find_words(reading, words, place)
                assert place >= 0, f"the heading of {clause.id} is not there, or not in its place"
            end = find_words(reading, clause_words(clause), place)
            assert end >= 0, f"{clause.id} does not stand in the PDF as it is written, or not in its place"
            place = end


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        (f"of three{BREAK}contacts", True),
        (f"of three {BREAK} contacts", True),
        (f"of thr{BREAK}ee contacts", True),
        ("of threecontacts", False),
        ("of three contact", False),
        ("of three  contacts", True),
        ("of th ree contacts", False),
        ("of three or more contacts", False),
    ],
)
def test_the_words_are_compared_strictly(reading, found):
    assert (follows(reading, 0, "of three contacts") >= 0) is found


def test_all_parts_are_there_contacts_glossary_faults_and_readings(printed, published):
    reading = printed.reading
    expected = [contact.number for contact in published.contacts.values()]
    expected += [entry.meaning for entry in published.glossary]
    expected += [note.text for note in published.notes]
    expected += [text for words in published.decisions.values() for reading in words.readings for text in (reading.text, reading.because)]
    expected += [entry.change for entry in published.control.amendments] + [entry.by for entry in published.control.approvals]
    for words in expected:
        assert find_words(reading, words) >= 0, words


def test_every_calculator_stands_there_whole_with_its_chart(printed, published):
    """The table and the chart themselves are held against every state elsewhere; here it counts that none of it is left out."""
    reading, charts = printed.reading, [str(element.Alt) for element in printed.elements if element.S == "/Figure"]
    for name, words in published.decisions.items():
        for section in whole_decision(name, published):
            if section.steps:
                assert f"Flow chart: {section.heading or words.title}" in charts
            duties = [duty for kind in section.duties.values() for duty in kind]
            asked = [question for duty in duties for question in (duty.every, *duty.any_of) if question]
            expected = [said for step in section.steps for said in (step.asked.text, step.outcome)]
            expected += [question.text for question in asked] + [said for question in asked for said in question.added]
            expected += [getattr(duty.words, "text", None) or duty.words.label for duty in duties]
            expected += [said for pair in section.until_known for said in pair]
            for said in (*expected, *filter(None, (section.otherwise, section.heading))):
                assert find_words(reading, said) >= 0, f"{name}: {said}"


def test_a_chart_stands_inside_its_sheet(printed):
    boxes = [[float(side) for side in element.A.BBox] for element in printed.elements if element.S == "/Figure"]
    assert boxes
    for left, bottom, right, top in boxes:
        assert 0 < left < right < A4[0] and 0 < bottom < top < A4[1]


def test_every_hazard_and_its_rating_stand_there(printed, published):
    reading, place, log = printed.reading, 0, published.hazards
    for hazard in log.hazards:
        for risk in (hazard.initial, hazard.residual):
            number = log.rating_of(risk)
            rated = f"{number} {log.ratings[str(number)].label}"
            place = find_words(reading, f"{hazard.hazard} {rated}" if risk is hazard.initial else rated, place)
            assert place >= 0, hazard.id


def test_every_contents_entry_gives_the_page_on_which_its_heading_stands(printed, view):
    start, end = (next(n for n, piece in enumerate(printed.pieces) if piece.words == words) for words in ("Contents", "Approvals"))
    entries = {}
    for piece in printed.pieces[start + 1 : end]:
        if "LI" in piece.tags:
            entries.setdefault(piece.item, []).append(piece)
    assert len(entries) == len(view.contents)
    for (place, title), pieces in zip(view.contents, entries.values()):
        assert "".join(piece.words for piece in pieces[:-1]) == title
        assert {piece.destination for piece in pieces[:-1]} == {place}
        number = printed.destinations[place]
        assert pieces[-1].words == str(number)
        assert f"Page {number} of {len(printed.pages)}\n" in printed.beside[number - 1]
        on_page = [piece.words for piece in printed.pieces if piece.page == number - 1 and "H2" in piece.tags]
        assert find_words(BREAK.join(on_page), title) >= 0, f"{title} does not stand on page {number}"


def test_the_outline_goes_down_to_every_clause(printed, published, view):
    assert [words for depth, words, _ in printed.outline if depth == 1] == ["Contents", *(title for _, title in view.contents)]
    lines = [(words, page) for depth, words, page in printed.outline if depth == 2]
    clauses = [(view.outline(clause), printed.destinations[clause.anchor]) for clause in published.clauses.values()]
    assert [line for line in lines if line in set(clauses)] == clauses


def test_no_link_is_broken(printed):
    inside = [str(link.Dest) for link in printed.links if "/Dest" in link]
    outside = {str(link.A.URI) for link in printed.links if "/A" in link}
    assert len(inside) > 300 and set(inside) <= set(printed.destinations)
    assert outside and all(address.startswith("tel:") for address in outside)


# What every page says


def test_every_page_names_document_edition_review_and_its_own_number(printed, published, view):
    assert view.site.foot.origin == "Plain-English restatement of QS/XX/058/V3.0"
    for number, words in enumerate(printed.beside, 1):
        assert "Review due January 2021. Review overdue since 1 February 2021." in words
        assert f"{view.site.foot.origin}. Edition 3.0, text {view.site.hash}\n" in words
        assert f"Page {number} of {len(printed.pages)}\n" in words
        assert published.shared.emergency in words
        assert number == 1 or "QS/XX/058/V3.0, edition 3.0\n" in words
    titles = {title for _, title in view.contents} | {"Contents"}
    assert all(titles & set(words.split("\n")) for words in printed.beside[1:])


def test_the_cover_says_what_it_is_whose_wording_and_what_to_do_in_danger(printed, published, view):
    cover = BREAK.join(piece.words for piece in printed.pieces if piece.page == 0)
    for words in (
        published.control.title,
        f"{view.site.foot.origin}. It is not the wording of that document.",
        "Past its review date.",
        "the review is overdue since 1 February 2021",
        published.shared.emergency,
        "Approved by the Quality and Safety Committee on 16 January 2018",
        view.site.hash,
        view.site.tool_hash,
    ):
        assert find_words(cover, words) >= 0, words


def test_a_review_is_overdue_by_the_editions_data_and_not_by_the_clock(published):
    without = replace(published, confirmations={})
    assert published.overdue_since.isoformat() == "2021-02-01"
    assert without.overdue_since is None and without.lapsed_from == published.lapsed_from
    assert "overdue" not in Site(load_library(), without).foot.warning


def test_pages_are_a4_and_no_heading_or_head_of_a_table_is_the_last_thing_on_its_page(printed):
    for page in printed.pages:
        assert tuple(round(float(number)) for number in page.MediaBox[2:]) == A4
    last = {piece.page: piece for piece in printed.pieces}
    assert [piece.words for piece in last.values() if {"H1", "H2", "H3", "H4", "THead"} & set(piece.tags)] == []
    captions = [piece for piece in last.values() if {"Table", "Caption"} <= set(piece.tags)]
    assert [piece.words for piece in captions] == []


def test_a_draft_says_so_on_every_page_and_carries_a_watermark(draft, printed):
    words = "DRAFT 3.0, not approved, not for use in practice"
    for file, _ in draft:
        assert all(f"{words}. UNCONTROLLED WHEN PRINTED." in " ".join(beside.split()) for beside in file.beside)
        assert all(watermarked(page) for page in file.pages)
    assert find_words(BREAK.join(piece.words for piece in draft[0][0].pieces if piece.page == 0), "is a draft. It is not approved") >= 0
    assert not any(watermarked(page) for page in printed.pages) and not any("DRAFT" in beside for beside in printed.beside)


def test_the_watermark_says_what_a_draft_is_not(published):
    control = published.control.model_copy(update={"status": Status(state="draft"), "edition": "4.0-draft"})
    site = Site(load_library(), published)
    site.edition = replace(published, control=control)
    drawing = unquote(str(PrintView(site).watermark))
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawing) == ["DRAFT 4.0", "not approved, not for use in practice"]
    assert PrintView(Site(load_library(), published)).watermark is None


def watermarked(page):
    """Say whether a drawing is laid under the whole of a page, before its text, which no reader aloud sees."""
    operations = [(str(operation.operator), operation.operands) for operation in pikepdf.parse_content_stream(page)]
    before = operations[: next(place for place, (operator, _) in enumerate(operations) if operator == "BT")]
    drawn = [place for place, (operator, _) in enumerate(before) if operator == "Do"]
    return bool(drawn) and str(before[drawn[0] - 4][1][0]) == "/Artifact"


# The build


def test_a_page_with_a_broken_link_or_an_unknown_style_makes_no_pdf(tmp_path):
    target = tmp_path / "broken.pdf"
    html = '<html lang="en-GB"><title>Broken</title><h1>Title</h1><p style="no-such: thing"><a href="#nowhere">Link</a></p></html>'
    done = write(html, target)
    assert done.returncode == 1
    assert "#nowhere" in done.stderr and "no-such" in done.stderr
    assert not target.exists()


@pytest.mark.parametrize("style", ["overflow-wrap: normal", "position: relative; top: 2000px"])
def test_a_word_that_runs_over_the_edge_makes_no_pdf(tmp_path, style):
    target = tmp_path / "wide.pdf"
    done = write(f'<html lang="en-GB"><title>Wide</title><h1>Wide</h1><p style="{style}">{"wide" * 40}</p></html>', target)
    assert done.returncode == 1
    assert re.search(r'page \d: "widewide.*" runs over the edge', done.stderr)
    assert not target.exists()


def test_nothing_is_fetched_from_another_host(tmp_path):
    target = tmp_path / "fetching.pdf"
    done = write('<html lang="en-GB"><title>x</title><h1>x</h1><img alt="x" src="http://localhost:9/x.png"></html>', target)
    assert done.returncode == 1 and "http://localhost:9/x.png" in done.stderr
    assert not target.exists()


def test_nothing_is_made_again_while_nothing_has_changed(published):
    making = begin_pdf(published.name)
    assert making.writers == ()
    assert finish_pdf(making).folder.joinpath(KEPT.name).read_bytes() == KEPT.read_bytes()


def test_a_library_that_is_missing_is_named_with_the_command_that_installs_it(published, tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library \"libpango-1.0-0\"')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    making = begin_pdf(published.name, tmp_path / "pdf")
    with pytest.raises(RuntimeError) as stopped:
        finish_pdf(making)
    for words in ("libpango-1.0-0", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0", "make site PDF=no"):
        assert words in str(stopped.value)


def test_every_page_of_the_site_leads_to_the_pdf_and_none_does_where_it_was_left_out(published):
    for page in (ROOT / "site" / "3.0").rglob("*.html"):
        assert 'policy-3.0.pdf" type="application/pdf"' in page.read_text(encoding="utf-8"), page
    for calculator in published.decisions:
        path = f"calculators/{calculator}.html"
        for with_pdf in (True, False):
            html = Site(load_library(), published, load_guides(), with_pdf=with_pdf).render(path)
            note = html[html.index("<noscript>") : html.index("</noscript>")]
            assert ("policy-3.0.pdf" in note) is with_pdf
