"""Citations and reports of every clause: what a mail holds, decoded as a mail program does it."""

from urllib.parse import unquote, urlsplit

import pytest

from publishing.editions import load_editions
from publishing.faults import FaultsFound
from publishing.load import load_library
from publishing.manifest import edition_hash
from publishing.pages import Site
from publishing.view import View

MAILBOX = "safe.guarding+reports@trust.example"


def site_of(name, **library):
    editions = load_editions()
    return Site(editions.library.model_copy(update=library), editions.by_name[name], with_pdf=False)


def fields_of(mail):
    address = urlsplit(mail)
    assert address.scheme == "mailto"
    pairs = [field.split("=", 1) for field in address.query.split("&")]
    return unquote(address.path), {name: unquote(value, errors="strict") for name, value in pairs}


@pytest.mark.parametrize("name", load_library().editions)
def test_the_mail_of_every_clause_names_its_edition_its_id_and_the_hash_of_the_text(name):
    site = site_of(name, report_mailbox=MAILBOX)
    page = next(page for page in site.pages.values() if page.template == "part.html.j2")
    view = View(site.edition, site.citations, page, None, site.feedback)
    for clause in site.edition.clauses.values():
        mail = site.feedback.mail(clause, view.site_address(clause.anchor))
        to, fields = fields_of(mail)
        lines = fields["body"].split("\r\n")
        assert to == MAILBOX
        assert fields["subject"].endswith(f", edition {name}, text {edition_hash(name)}")
        assert f"Edition: {name}" in lines
        assert f"Clause: {clause.id}" in lines
        assert f"Text of the edition: {edition_hash(name)}" in lines
        assert f"Page: {name}/{page.path}#{clause.anchor}" in lines
        assert "no name, number or other detail of a patient" in fields["body"]
        assert not set(' \n\r"<>') & set(mail)
        assert "+" not in mail.split("?")[1], "a mail program does not read + as a space"
        assert "\n" not in fields["body"].replace("\r\n", "")
        assert len(mail) < 2000, "longer addresses are cut off by some mail programs"


@pytest.mark.parametrize("name", load_library().editions)
def test_every_clause_of_every_page_offers_its_mail_or_says_that_nobody_is_named(name):
    for mailbox in (None, MAILBOX):
        site = site_of(name, report_mailbox=mailbox)
        pages = "".join(site.render(path) for path, page in site.pages.items() if page.template in ("part.html.j2", "control.html.j2"))
        clauses = len(site.edition.clauses)
        assert pages.count("mailto:") == (clauses if mailbox else 0)
        assert pages.count("send it to whoever runs this site") == (0 if mailbox else clauses)


def test_no_two_clauses_of_an_edition_are_cited_alike():
    for name in load_library().editions:
        site = site_of(name)
        citations = [site.feedback.citation(clause) for clause in site.edition.clauses.values()]
        assert len(set(citations)) == len(citations) == len(site.edition.clauses)


@pytest.mark.parametrize(
    ("edition", "clause", "citation"),
    [
        ("3.0", "13.3", "QS/XX/058/V3.0, 13.3"),
        ("3.0", "15.3", "QS/XX/058/V3.0, 15.3 (1st of 2 printed with this number)"),
        ("3.0", "15.3b", "QS/XX/058/V3.0, 15.3 (2nd of 2 printed with this number)"),
        ("3.0", "15.5", "QS/XX/058/V3.0, 15.5"),
        ("3.0", "app6-3.1", "QS/XX/058/V3.0, Appendix 6, 3.1"),
        ("3.0", "9-must", "QS/XX/058/V3.0, 9, unnumbered block headed Professionals Must"),
    ],
)
def test_a_clause_is_cited_by_reference_and_number_as_printed(edition, clause, citation):
    site = site_of(edition)
    assert site.feedback.citation(site.edition.clauses[clause]) == citation


def test_the_citation_of_a_draft_says_first_that_it_is_one():
    site = site_of("4.0-draft")
    citation = site.feedback.citation(site.edition.clauses["15.3b"])
    assert citation.startswith("DRAFT 4.0, not approved")
    assert citation.endswith(", 15.3b")


def test_a_public_address_stands_in_the_report():
    site = site_of("3.0", public_address="https://policy.example/children", report_mailbox=MAILBOX)
    html = site.render("sections/13-emergency-services.html")
    assert "Page: https://policy.example/children/3.0/sections/13-emergency-services.html#clause-13-3" in html


@pytest.mark.parametrize("address", ["nobody", "a@b", "a@b.example?cc=x@y.example", "a b@c.example", "<a@b.example>"])
def test_a_mailbox_that_is_no_address_is_refused(copied, address):
    copied.edition = copied.folder
    copied.change("library.yml", "# public_address", f'report_mailbox: "{address}"\n# public_address')
    with pytest.raises(FaultsFound, match="is not a mail address"):
        load_library(copied.folder)
