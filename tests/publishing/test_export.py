"""An edition as JSON: exactly what its files say, in the form of the published schema, and back again to the same edition."""

import json

import pytest
from jsonschema import Draft202012Validator

from publishing.__main__ import main
from publishing.edition import clause_words
from publishing.editions import load_editions
from publishing.export import DATA, SCHEMA, as_json, exported, files_of, from_json, schema
from publishing.load import ROOT, load_edition, load_library
from publishing.yaml_files import read_yaml

NAMES = load_library().editions


def faults(data):
    """Return each place at which data do not fit the published schema, and the keyword that they break."""
    return {(error.json_path, error.validator) for error in Draft202012Validator(json.loads(schema())).iter_errors(data)}


@pytest.fixture(scope="module")
def found():
    """Every edition as exported, by its name."""
    editions = load_editions()
    return {name: exported(editions, name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_as_json_is_read_back_as_the_same(found, name):
    assert from_json(as_json(found[name])) == found[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_file_comes_back_with_the_data_that_its_author_wrote(found, name):
    written = dict(files_of(from_json(as_json(found[name]))))
    folder = ROOT / "editions" / name
    files = {path.relative_to(folder).as_posix(): read_yaml(path).data for path in sorted(folder.rglob("*.yml"))}
    assert written == files


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_made_from_the_json_alone_is_the_same_edition(found, name, copied):
    for path, data in files_of(from_json(as_json(found[name]))):
        file = copied.folder / "editions" / name / path
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")  # JSON is YAML, too
    assert load_edition(name, copied.folder) == load_edition(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_json_is_of_the_published_schema(found, name):
    Draft202012Validator.check_schema(json.loads(schema()))
    assert faults(json.loads(as_json(found[name]))) == set()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data.pop("hash"), ("$", "required")),
        (lambda data: data.update(form=2), ("$.form", "const")),
        (lambda data: data["policy"]["edition"].update(unknown=1), ("$.policy.edition", "additionalProperties")),
        (
            lambda data: data["policy"]["sections"]["13-emergency-services"]["clauses"][0].pop("text"),
            ("$.policy.sections['13-emergency-services'].clauses[0]", "required"),
        ),
        (lambda data: data["companion"]["notes"][0].update(kind="gossip"), ("$.companion.notes[0].kind", "enum")),
        (lambda data: data["clauses"][0].update(words=3), ("$.clauses[0].words", "type")),
    ],
)
def test_the_schema_refuses_what_is_not_of_its_form(found, change, says):
    data = json.loads(as_json(found["3.0"]))
    change(data)
    assert says in faults(data)


def test_each_clause_stands_there_as_it_is_read_with_its_address_and_its_status(found):
    edition, clauses = load_edition("4.0-draft"), {clause.id: clause for clause in found["4.0-draft"].clauses}
    assert list(clauses) == list(edition.clauses)
    assert all(clauses[clause.id].words == clause_words(clause) for clause in edition.clauses.values())
    assert clauses["15.3b"].address == "sections/15-referral.html#clause-15-3b"
    assert clauses["24-police"].status == "new 4.0-draft" and "{{" not in clauses["15.2"].words


def test_the_command_writes_every_edition_or_one(tmp_path, capsys):
    assert main(["export", "3.0", "--output", str(tmp_path)]) == 0
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {f"3.0/{DATA}", f"3.0/{SCHEMA}"}
    assert main(["export", "--output", str(tmp_path)]) == 0
    assert {path.parent.name for path in tmp_path.rglob(DATA)} == set(NAMES)
    assert capsys.readouterr().out.splitlines()[0] == f"written: {tmp_path / '3.0' / DATA}"


def test_what_cannot_be_exported_is_told_in_one_line(copied, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["export", "9.0", "--output", str(tmp_path / "out")]) == 2
    assert main(["export", "3.0", "--output", str(tmp_path / "file")]) == 2
    (copied.edition / "companion" / "more.yml").write_text("- 1\n")
    assert main(["export", "3.0", "--output", str(tmp_path / "out"), "--data", str(copied.folder)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0] == 'error: there is no edition "9.0"; name one of 3.0, 4.0-draft'
    assert told[1].startswith(f"error: the export cannot be written into {tmp_path / 'file'}") and len(told) == 3
    assert "companion/more.yml, which has no place in the export" in told[2]
    assert not (tmp_path / "out").exists()
