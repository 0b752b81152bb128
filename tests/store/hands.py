"""What the other processes of these tests do: run as `python -m tests.store.hands WHAT URL ...`."""

import sys
from concurrent.futures import ThreadPoolExecutor

from trainer.store import Store, open_store

AT = "2026-11-21T10:00:00Z"


def count_up(store: Store, who: str, times: int) -> None:
    """Read a number and save the next, as autosave does: a lost update or a lock error shows at once."""
    for turn in range(times):
        with store.write() as w:
            stored = w.part("shared", "plan", "number")
            value, version = (stored.value, stored.version) if stored else (0, 0)
            w.save_part("shared", "plan", "number", value + 1, version, who, AT)
            w.append("noted", "shared", who, AT, {"turn": turn, "number": value + 1})


def crowd(url: str, who: str, threads: int, times: int) -> None:
    """Several threads of this process counting up."""
    with open_store(url) as store, ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(count_up, store, f"{who}-{n}", times) for n in range(threads)]:
            done.result()


def scribble(url: str, who: str) -> None:
    """Write for ever; say each event's id, and the version of each save, once the store has taken it."""
    with open_store(url) as store:
        turn = 0
        while True:
            with store.write() as w:
                stored = w.part("shared", "plan", who)
                saved = w.save_part("shared", "plan", who, "text " * turn, stored.version if stored else 0, who, AT)
                event = w.append("noted", "shared", who, AT, {"turn": turn, "text": "x" * 5000})
            print(event.id, saved.version, flush=True)
            turn += 1


def start(url: str, who: str) -> None:
    """Open a database that others open at the same moment, and write one event."""
    print("ready", flush=True)
    sys.stdin.readline()
    with open_store(url) as store, store.write() as w:
        w.append("noted", "shared", who, AT, {})


if __name__ == "__main__":
    what, url, who, *numbers = sys.argv[1:]
    {"crowd": crowd, "scribble": scribble, "start": start}[what](url, who, *map(int, numbers))
