"""Shows how far long work is: a bar on a terminal, a few plain lines elsewhere."""

import sys
from collections.abc import Iterable

WIDTH = 30
PLAIN_STEP = 25


def show_progress(what: str, shares: Iterable[int]) -> None:
    """Show work that tells its share done, in percent, until it tells no more. Shares that go back are passed over."""
    terminal = sys.stdout.isatty()
    shown = -1
    for share in shares:
        if share <= shown or (not terminal and share < shown + PLAIN_STEP and share < 100):
            continue
        shown = share
        if terminal:
            done = WIDTH * share // 100
            print(f"\r      {what} [{'#' * done}{'.' * (WIDTH - done)}] {share:3} %", end="", flush=True)
        else:
            print(f"      {what}: {share} %", flush=True)
    if terminal and shown >= 0:
        print(flush=True)
