"""Has each process of the tests read an edition of the repository once: it does not change under them, and reading takes half a second.

Import it before anything that takes `load_edition` from publishing.load. A copy of the data, in another folder, is read each time.
"""

from functools import cache

from publishing import load

_read = load.load_edition
_read_once = cache(_read)


def load_edition(name, root=load.ROOT):
    """Return an edition, as publishing.load.load_edition does."""
    return _read_once(name) if root == load.ROOT else _read(name, root)


load.load_edition = load_edition
