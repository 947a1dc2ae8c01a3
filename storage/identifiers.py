"""Ids: opaque, unique everywhere, ordered by the time they were made."""

import uuid_utils


def new_id() -> str:
    """Return a new UUIDv7; within a process each is greater than the one before.

    Source: RFC 9562, section 5.7.
    """
    return str(uuid_utils.uuid7())
