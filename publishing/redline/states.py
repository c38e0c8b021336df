"""Which two states are compared: two editions, two commits, or one of them and the working tree."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from publishing.faults import FaultsFound
from publishing.redline.git_objects import Repository

WORKING_TREE = "working tree"


@dataclass(frozen=True)
class State:
    """Policy data as they are, or were. label: what a reader knows it by; folder: where they can be read.

    at: the commit, short, None for the working tree; prefix: the folder's path in the repository then. edition: the one
    that is meant, None for all of them.
    """

    label: str
    folder: Path
    at: str | None = None
    prefix: str = ""
    edition: str | None = None

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of the editions there are."""
        return tuple(sorted(path.parent.parent.name for path in self.folder.glob("editions/*/policy/edition.yml")))

    def told(self, found: FaultsFound) -> Exception:
        """Return faults of its files as they should be told: of a commit as one line, with the path that the file has there."""
        if self.at is None:
            return found
        first, *others = found.faults
        more = f" (and {len(others)} more)" if others else ""
        file = f"{self.prefix}{first.file.relative_to(self.folder).as_posix()}"
        return RuntimeError(f"{file}:{first.line} at {self.at}: {first.wrong}; {first.right}{more}")


@dataclass(frozen=True)
class Pair:
    """One edition to compare with another, or with itself on the other side; None where a side does not have it."""

    edition: str
    was: State | None
    now: State | None


@dataclass(frozen=True)
class Compared:
    """What is compared: how each side is called, and the editions."""

    was: str
    now: str
    pairs: tuple[Pair, ...]


@contextmanager
def compared(old: str, new: str | None, data: Path) -> Iterator[Compared]:
    """Yield what two names stand for; without a second one, the working tree is meant.

    An edition's name wins over a Git ref of the same name. A ref is read into a folder that is gone afterwards. Raises
    `RuntimeError` with one line where a name stands for nothing, both are the same, or a ref holds no policy data.
    """
    with ExitStack() as kept:
        was = _state(old, data, kept)
        now = _state(new, data, kept) if new is not None else State(WORKING_TREE, data)
        _refuse_the_same(was, now, new)
        if was.edition and now.edition:
            pairs = [Pair(now.edition, was, now)]
        else:
            names = [name for name in (was.edition, now.edition) if name] or sorted({*was.editions, *now.editions})
            pairs = [
                Pair(name, *(replace(state, edition=name) if name in state.editions else None for state in (was, now))) for name in names
            ]
        yield Compared(was.label, now.label, tuple(pairs))


def _state(name: str, data: Path, kept: ExitStack) -> State:
    here = State(WORKING_TREE, data)
    if name in here.editions:
        return State(name, data, edition=name)
    editions = f"the editions here are {', '.join(here.editions)}"
    try:
        repository = Repository.around(data)
    except RuntimeError:
        raise RuntimeError(f'there is no edition "{name}", and no Git repository in which it could be a ref; {editions}') from None
    commit = repository.commit(name)
    if commit is None:
        raise RuntimeError(f'"{name}" is neither an edition nor a Git ref; {editions}')
    at = repository.short(commit)
    folder = Path(kept.enter_context(TemporaryDirectory(prefix="redline-")))
    repository.write(commit, folder)
    state = State(at if commit.startswith(name) else f"{name} ({at})", folder, at, repository.prefix)
    if not state.editions:
        raise RuntimeError(f'"{name}" ({at}) holds no policy data at {repository.prefix}editions; name a later commit, or an edition')
    return state


def _having(edition: str, state: State) -> State | None:
    return replace(state, edition=edition) if edition in state.editions else None


def _refuse_the_same(was: State, now: State, new: str | None) -> None:
    if was.edition and was.edition == now.edition:
        raise RuntimeError(f"both are edition {was.edition}: there is nothing to compare; name another edition, or a Git ref")
    if was.edition and new is None:
        raise RuntimeError(
            f"edition {was.edition} is in the working tree already; name a second edition, or a Git ref such as HEAD to compare it with"
        )
    if was.at and was.at == now.at:
        raise RuntimeError(f"{was.label} and {now.label} are the same commit: there is nothing to compare; name another one")
