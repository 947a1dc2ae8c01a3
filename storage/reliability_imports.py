"""Letters of sources from another store: brought with their ids, numbers and dates, and never twice."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from storage.changes import Editor, append_additions
from storage.characters import Problems, find_refused_characters
from storage.contradictions import find_contradictions
from storage.database import Database
from storage.documents import Reliability, ShownReliability, to_json
from storage.errors import Conflict, LawBroken, Merged, NotFound, StorageError
from storage.pages import Row
from storage.reliability import check_reliability, insert_reliability, make_reliability
from storage.source_rows import get_source_row, make_source

# What became of a letter that was brought, or why nothing did
Fate = Literal["created", "unchanged"] | StorageError


def import_reliability(
    db: Database, source_id: str, letters: Sequence[Reliability], *, by: Editor
) -> list[Fate]:
    """Store what is new of a source's letters as another store had them; say what became of each.

    The source stays as it is, and shows the letter it shows. One that came with it makes place for the same
    letter as it was. A refusal is no exception: a `NotFound` without the source, a `Conflict` where it has
    other letters, a `LawBroken` where one is none, or those here and these are not all up to the newest.
    """
    told = {letter["id"]: letter for letter in letters}
    with db.part():
        try:
            source = make_source(get_source_row(db, source_id))
        except Merged as merged:
            return [Conflict("The source was merged into another one here.", merged.into)] * len(letters)
        except NotFound as error:
            return [error] * len(letters)
        here = _get_letters(db, source_id, told)
        kept = {known["id"]: known for known in here if not _makes_place(db, known, told)}
        new = [letter for letter in told.values() if letter["id"] not in kept]
        problems = {letter["id"]: _check_letter(letter) for letter in new}
        if not any(problems.values()):
            owned = [letter for letter in kept.values() if letter["source_id"] == source_id]
            of_all = _check_all([*owned, *new], source.get("reliability"))
            problems = {letter["id"]: of_all for letter in new}
        if not any(problems.values()):
            _store(db, [known["id"] for known in here if known["id"] not in kept], new, by)
    return _list_fates(letters, kept, told, problems)


def _list_fates(
    letters: Sequence[Reliability],
    kept: Mapping[str, Reliability],
    told: Mapping[str, Reliability],
    problems: Mapping[str, Problems],
) -> list[Fate]:
    is_refused = any(problems.values())
    seen: set[str] = set()
    fates: list[Fate] = []
    for letter in letters:
        letter_id = letter["id"]
        if find_contradictions(letter, kept.get(letter_id, told[letter_id]), {}):
            fates.append(Conflict("Another letter, or another version of this one, is here.", letter_id))
        elif letter_id in kept or (letter_id in seen and not is_refused):
            fates.append("unchanged")
        elif is_refused:
            others = [((), "It was not stored, for another letter of its source was refused.")]
            fates.append(LawBroken(problems[letter_id] or others))
        else:
            fates.append("created")
        seen.add(letter_id)
    return fates


def _get_letters(db: Database, source_id: str, ids: Mapping[str, Reliability]) -> list[Reliability]:
    """Return the source's letters, and whichever others have one of these ids."""
    rows = db.query("SELECT * FROM reliability_letters WHERE source_id = :id", {"id": source_id})
    found = [make_reliability(row) for row in rows]
    for letter_id in ids.keys() - {letter["id"] for letter in found}:
        row = db.find("SELECT * FROM reliability_letters WHERE id = :id", {"id": letter_id})
        if row is not None:
            found.append(make_reliability(row))
    return found


def _makes_place(db: Database, known: Reliability, told: Mapping[str, Reliability]) -> bool:
    """Whether a letter that is here came with its source, whose first it was made, and is now told whole."""
    letter = told.get(known["id"])
    if letter is None or not find_contradictions(letter, known, {}):
        return False
    said = ("source_id", "letter", "assessed_on", "reason")
    if known["version"] != 1 or any(letter[name] != known[name] for name in said):  # type: ignore[literal-required]
        return False
    row = db.find(
        """
        SELECT after FROM changes
        WHERE resource = 'source' AND resource_id = :id AND action = 'import' ORDER BY sequence DESC LIMIT 1
        """,
        {"id": known["source_id"]},
    )
    shown = json.loads(row["after"]).get("reliability") if row else None
    brought = db.find(
        "SELECT 1 FROM changes WHERE resource = 'reliability' AND resource_id = :id", {"id": known["id"]}
    )
    return shown is not None and shown["id"] == known["id"] and brought is None


def _check_letter(letter: Reliability) -> Problems:
    problems = find_refused_characters(letter)
    problems += check_reliability(letter["letter"], letter["assessed_on"], letter["reason"])
    names = ("withdrawn_at", "withdrawal_reason")
    is_withdrawn = letter["version"] > 1
    problems += [
        ((name,), "A withdrawn letter, and no other, is at version 2 and says when and why.")
        for name in names
        if (name in letter) != is_withdrawn
    ]
    if letter["version"] > 2:
        problems.append((("version",), "A letter has no version after its withdrawal, which is the second."))
    return problems


def _check_all(letters: Sequence[Reliability], shown: ShownReliability | None) -> Problems:
    """Return what is wrong with a source's letters together."""
    numbers = sorted(letter["number"] for letter in letters)
    if numbers != list(range(1, len(numbers) + 1)):
        told = ", ".join(map(str, numbers))
        detail = f"A source's letters come together, from number 1 on and none twice; these are {told}."
        return [(("number",), detail)]
    standing = [letter for letter in letters if "withdrawn_at" not in letter]
    newest = max(standing, key=lambda letter: letter["number"], default=None)
    if (newest and newest["id"]) != (shown and shown["id"]):
        of_source = f"letter {shown['id']!r}" if shown else "none"
        return [(("id",), f"The source here shows {of_source}; by these letters another one would stand.")]
    return []


def _store(db: Database, places: Sequence[str], letters: Sequence[Reliability], by: Editor) -> None:
    for letter_id in places:
        db.execute("DELETE FROM reliability_letters WHERE id = :id", {"id": letter_id})
    for letter in letters:
        insert_reliability(db, letter)
    added = [Row(letter["id"], letter["version"], to_json(letter)) for letter in letters]
    append_additions(db, by, "reliability", added, action="import")
