"""What can go wrong in the store, in words of the domain; HTTP statuses are given at the edge."""

from collections.abc import Sequence


class StorageError(Exception):
    """Something the store refuses or cannot do."""


class NotFound(StorageError):
    """No resource of this kind has this id."""

    def __init__(self, resource: str, identifier: str) -> None:
        super().__init__(f"There is no {resource} {identifier!r}.")
        self.resource = resource
        self.identifier = identifier


class Merged(StorageError):
    """The source was merged into another one, which answers for it."""

    def __init__(self, source_id: str, into: str) -> None:
        super().__init__(f"Source {source_id!r} was merged into {into!r}.")
        self.source_id = source_id
        self.into = into


class Conflict(StorageError):
    """The write contradicts what is stored; `existing` is the id of what stands in its way."""

    def __init__(self, detail: str, existing: str | None = None) -> None:
        super().__init__(detail)
        self.existing = existing


class VersionMismatch(StorageError):
    """Someone else changed the resource since it was read."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"Version {expected} was expected, but it is at version {found}.")
        self.expected = expected
        self.found = found


class LawBroken(StorageError):
    """A document breaks a law of the model; `problems` pairs a JSON path with what is wrong there.

    A path is a sequence of keys and indexes, e.g. ("attribution", 0, "source").
    """

    def __init__(self, problems: Sequence[tuple[tuple[str | int, ...], str]]) -> None:
        super().__init__("; ".join(detail for _, detail in problems))
        self.problems = tuple(problems)


class Busy(StorageError):
    """Another writer held the store for longer than the busy timeout; trying again later helps."""


class Interrupted(Busy):
    """The store undid the write for another's sake; doing it again from the start helps."""


class ReadOnly(StorageError):
    """The store can only be read here: a standby, a file or an account without the right to write."""


class NotMigrated(StorageError):
    """The store's schema is older, or newer, than this program's."""


class KeyReused(StorageError):
    """The idempotency key came with another request before."""


class KeyInUse(StorageError):
    """The first request with the idempotency key is still at work; trying again later helps."""


class NoLongerKept(StorageError):
    """The request with the idempotency key was done, but what it made is gone, and the answer with it."""
