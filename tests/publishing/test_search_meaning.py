"""What words mean to the search: words alike in meaning have bits alike, the same bytes every time, and no word of an edition is left out."""

import base64
import itertools
import json

import pytest

from publishing import search_meaning
from publishing.load import load_edition, load_guides, load_library
from publishing.pages import Site
from publishing.search import search_data
from publishing.search_meaning import bits_of, common_table, common_words, meanings_script, own_table, own_words


def nearness(one, other):
    """Return the share of bits that two words have in common."""
    return sum(8 - (a ^ b).bit_count() for a, b in zip(one, other, strict=True)) / (8 * len(one))


@pytest.mark.parametrize(
    ("one", "like", "unlike"),
    [("mother", "father", "contract"), ("drunk", "alcohol", "training"), ("doctor", "nurse", "marriage"), ("hit", "punch", "policy")],
)
def test_words_alike_in_meaning_have_more_bits_in_common(one, like, unlike):
    bits = bits_of((one, like, unlike))
    assert nearness(bits[one], bits[like]) > nearness(bits[one], bits[unlike]) + 0.02


def test_the_bits_of_a_word_do_not_depend_on_the_words_it_is_asked_with_nor_on_what_was_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(search_meaning, "KEPT", tmp_path / "one")
    together = bits_of(("methadone", "kettle", "cat", "safeguarding"))
    monkeypatch.setattr(search_meaning, "KEPT", tmp_path / "other")
    bits_of(("cat",))
    assert bits_of(("kettle", "safeguarding")) == {word: together[word] for word in ("kettle", "safeguarding")}
    assert len({len(each) for each in together.values()}) == 1


def test_the_commoner_a_word_the_less_it_tells():
    words = common_words()
    assert words["the"] < words["with"] < words["doctor"] <= 255
    assert all(0 <= weight <= 255 for weight in words.values())


def test_a_table_has_one_record_for_each_word():
    table = common_table()
    records = base64.b64decode(table["records"])
    assert len(records) == len(table["words"].split()) * (1 + len(bits_of(("the",))["the"]))
    script = meanings_script()
    assert script.startswith("self.policyMeanings = ")
    assert json.loads(script.removeprefix("self.policyMeanings = ").rstrip(";\n")) == table


@pytest.mark.parametrize("name", load_library().editions)
def test_every_word_of_an_edition_is_common_or_its_own(name):
    data = search_data(Site(load_library(), load_edition(name), load_guides()))
    own = own_words(data)
    assert {"paediatrician", "genogram"} <= set(own) | common_words().keys()
    assert not set(own) & common_words().keys()
    assert own_table(data)["words"].split() == own == sorted(set(own))
    asked = itertools.chain.from_iterable(question["asks"] for question in data["questions"])
    assert {word for text in asked for word in search_meaning.normal(text).split() if word.isalpha() and len(word) > 1} <= set(
        own
    ) | common_words().keys()
