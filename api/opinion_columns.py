"""The columns of scales, assessments and reliability letters, as their CSV has them."""

from api.tables import Column, Table, column

SCALES = Table(
    (
        column("id"),
        column("title"),
        column("kind"),
        column("measure"),
        Column("labels", "labels", lambda scale: [label["label"] for label in scale["labels"]]),
        column("converts_to"),
        column("source"),
    )
)

ASSESSMENTS = Table(
    (
        column("id"),
        column("claim_id"),
        column("status"),
        column("assessor.kind"),
        column("assessor.name", "assessor"),
        column("assessor.version"),
        column("assessed_at"),
        column("scale"),
        column("label"),
        # what a label stands for, never two kinds of it in one column
        *(
            column(f"{kind}.{part}", f"{kind}_{part.rpartition('.')[2]}")
            for kind in ("confidence", "credibility", "likelihood", "verdict")
            for part in ("value", "range.low", "range.high")
        ),
        column("note"),
        column("version"),
        column("created_at"),
        column("withdrawn_at"),
        column("withdrawal_reason"),
    )
)

RELIABILITY = Table(
    (
        column("id"),
        column("source_id"),
        column("number"),
        column("letter"),
        column("assessed_on"),
        column("reason"),
        column("version"),
        column("created_at"),
        column("withdrawn_at"),
        column("withdrawal_reason"),
    )
)
