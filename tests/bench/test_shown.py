"""The table of `make bench-peers`."""

import pytest

from tests.bench.browser import Shown
from tests.bench.shown import SITE, Size, rows

SIZES = {"page": Size(2_000_000, 1_000_000), "script": Size(500, 100)}


def shown(*times: float | None, asked: tuple[str, ...] = ("page", "script"), elsewhere: tuple[str, ...] = ()) -> list[Shown]:
    return [Shown(took, list(asked), list(elsewhere)) for took in times]


def test_a_peer_is_told_by_its_median_beside_that_of_the_site():
    site, peer = rows({SITE.name: shown(900, 1000, 5000), "peer": shown(4000, 3000, 1500, asked=("script",))}, SIZES)
    assert site == (SITE.name, "1,000 ms", "900 to 5,000", "1.00", "2", "2.0 MB", "1.0 MB", "none")
    assert peer == ("peer", "3,000 ms", "1,500 to 4,000", "3.00", "1", "0 kB", "0 kB", "none")


def test_a_peer_that_asked_other_hosts_has_each_of_them_named_once():
    _, peer = rows({SITE.name: shown(1000), "peer": shown(2000, 2000, elsewhere=("b.invalid", "a.invalid", "b.invalid"))}, SIZES)
    assert peer[-1] == "a.invalid, b.invalid"


def test_a_peer_that_failed_in_any_round_has_words_in_place_of_figures():
    _, peer = rows({SITE.name: shown(1000), "peer": shown(2000, None)}, SIZES)
    assert peer[1:4] == ("no outcome", "", "")


def test_without_the_site_itself_there_is_nothing_to_compare_with():
    with pytest.raises(RuntimeError, match="this site"):
        rows({SITE.name: shown(1000, None), "peer": shown(2000)}, SIZES)
