"""Articles of any length, made of the project's own texts: the labelled sets' open halves and the seed."""

import random
from functools import cache
from itertools import cycle

from bench.founding_article import SEEDS
from bench.labelled import SETS, read_items


def write_article(words: int) -> str:
    """Return a text of about so many words, the same at every call; beyond some 10,000 it repeats itself."""
    parts: list[str] = []
    for part in cycle(_parts()):
        if words <= 0:
            break
        parts.append(part)
        words -= len(part.split())
    return "\n\n".join(parts)


@cache
def _parts() -> tuple[str, ...]:
    parts = [item["text"] for path in sorted(SETS.glob("*.jsonl")) for item in read_items(path.stem, "open")]
    # sets would stand side by side: each has a style of its own
    random.Random(0).shuffle(parts)
    return ((SEEDS / "aleppo-deal.txt").read_text(encoding="utf-8"), *parts)
