"""Histories as they go out, and the reason of a change as it comes in."""

from typing import Any

from marshmallow import fields

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Listed, Part, Text, Time, Whole
from api.schemas.pages import PageQuery
from storage.changes import Action, Resource
from storage.histories import HistorySort


class ReasonQuery(Input):
    """Why something is changed."""

    reason = Text(
        most=1000, metadata={"description": "Why this is changed, in words for whoever reads the history."}
    )


class Entity(Output):
    """What a change was made to."""

    type = Choice("ChangedType", Resource, required=True)
    id = Text(required=True)


def _fields_of(which: str) -> Any:
    return fields.Dict(keys=fields.String(), metadata={"description": f"The fields that differ, {which}."})


class Change(Output):
    """One change that made a version of a resource.

    `before` and `after` are those of the resource itself where it is the `entity`, or a claim; else of the
    entity, as where a source got another name and the article shows it. Both are absent once an article was
    removed whose words they held.
    """

    id = Text(required=True)
    at = Time(required=True)
    actor = Text(required=True, metadata={"description": "Who, or the way the change came."})
    reason = Text(metadata={"description": "Why, where it was told."})
    action = Choice("ChangeAction", Action, required=True)
    entity = Part(Entity, required=True)
    version = Whole(
        least=1,
        metadata={
            "description": "The resource's version after it, or its last one where the change removed it; "
            "absent where that was not counted yet."
        },
    )
    before = _fields_of("as they were; absent where there was nothing before")
    after = _fields_of("as they became; absent where there is nothing after")


class History(Output):
    """One page of the changes of a resource; `next_cursor` is absent on the last."""

    data = Listed(Part(Change), most=200, required=True)
    next_cursor = Text()


class HistoryQuery(PageQuery):
    """Which part of a history to send."""

    sort = Choice(
        "HistorySort",
        HistorySort,
        load_default="-at",
        metadata={"description": "In the order the changes were made, or the newest first."},
    )
