"""What an article prints of itself: whom it credits, what it corrects, and that neither is a claim."""

import pytest

from extraction.claims import build_claims
from extraction.engine import find_attributions
from extraction.model import Article
from extraction.notices import read_notices

FIRST = "The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said."


def read(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    notices = read_notices(f"{FIRST}\n\n{line}\n\nIt rained.\n\nNobody was hurt.\n\nThe road is open again.")
    return notices.wire_credits, notices.contributors


@pytest.mark.parametrize(
    ("line", "agencies", "contributors"),
    [
        ("AFP and Reuters contributed to this report.", ("AFP", "Reuters"), ()),
        ("AFP contributed to the report.", ("AFP",), ()),
        ("The Associated Press contributed reporting from Korova.", ("The Associated Press",), ()),
        (
            "Associated Press writer Juno Vance in Ostvik contributed to this report.",
            ("Associated Press",),
            ("Juno Vance",),
        ),
        ("AP writer Jo Lens contributed to this report. Roe reported from Korova.", ("AP",), ("Jo Lens",)),
        (
            "Ada Quill in Arle, Norland, and Tom Reed in Korova contributed reporting.",
            (),
            ("Ada Quill", "Tom Reed"),
        ),
        ("The Washington Post contributed to this story.", ("The Washington Post",), ()),
        ("Additional reporting by Jo Lens", (), ("Jo Lens",)),
        ("Additional reporting by AFP", ("AFP",), ()),
        (
            "(Reporting by Ada Quill in Arle; additional reporting by Tom Reed; editing by Sam Roe)",
            (),
            ("Ada Quill", "Tom Reed"),
        ),
        ("Editing by Sam Roe", (), ()),
        ("With inputs from PTI and ANI", ("PTI", "ANI"), ()),
        ("— with agencies", ("agencies",), ()),
        ("Source: Reuters/AFP", ("Reuters", "AFP"), ()),
        ("Source: Al Jazeera and news agencies", ("news agencies",), ()),
        ("(With PTI inputs)", ("PTI",), ()),
        ("Contributing: Tom Reed; The Associated Press", ("The Associated Press",), ("Tom Reed",)),
        ("Ada Quill reported from Varnholt, and Ben Roe from Ostvik.", (), ("Ada Quill", "Ben Roe")),
        (
            "(This story has not been edited by our staff and is from a syndicated feed.)",
            ("syndicated feed",),
            (),
        ),
        ("CNN’s Ada Quill and Ben Roe contributed to this report.", (), ("Ada Quill", "Ben Roe")),
        ("Reporting was contributed by Ada Quill and Jo Lens.", (), ("Ada Quill", "Jo Lens")),
        ("Ada Quill of the Ostvik Times contributed to this report.", (), ("Ada Quill",)),
        (
            "Ada Quill contributed reporting from Korova, and Ben Roe from Ostvik.",
            (),
            ("Ada Quill", "Ben Roe"),
        ),
        ("Copyright 2026 The Associated Press. All rights reserved.", ("Associated Press",), ()),
    ],
)
def test_a_credit_line_tells_agencies_from_people(
    line: str, agencies: tuple[str, ...], contributors: tuple[str, ...]
) -> None:
    assert read(line) == (agencies, contributors)


@pytest.mark.parametrize(
    "line",
    [
        "The valley bank contributed to the report.",
        "Reporting from Arle was hard.",
        "Reporting by the newspaper showed that the dam failed.",
        "With the dam closed, the mayor left.",
        "Source: the mayor",
        "Source: Eurostat and Reuters calculations",
        "Copyright law was changed in 2024.",
        "From Paris with love",
        "Reuters",
        "Heavy rain contributed to this.",
        "An engineer told AFP that nobody had contributed.",
    ],
)
def test_a_sentence_of_the_report_is_no_credit_line(line: str) -> None:
    assert read(line) == ((), ())


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"OSTVIK, Norland, June 18 (Reuters) - {FIRST}", ("Reuters",)),
        (f"DELMONT, Ohio (AP) — {FIRST}", ("AP",)),
        (f"(Bloomberg) -- {FIRST}", ("Bloomberg",)),
        (f"ARLE (Reuters/AFP) — {FIRST}", ("Reuters", "AFP")),
        (f"ARLE (Valley News Service) – {FIRST}", ("Valley News Service",)),
        (f"- Rate stays\n\nARLE, May 3 (dpa) - {FIRST}", ("dpa",)),
        (f"{FIRST}\n\n— AFP", ("AFP",)),
        (f"{FIRST}\n\nab/msh (AFP, Reuters, dpa)", ("AFP", "Reuters", "dpa")),
        (f"{FIRST}\n\n(FRANCE 24 with AFP)", ("AFP",)),
        (f"{FIRST}\n\nThe mayor met with Reuters", ()),
        (f"PORT ARLE — {FIRST}", ()),
        (f"NATO (the alliance) — {FIRST}", ()),
    ],
)
def test_an_agency_is_credited_by_a_dateline_or_a_signature(text: str, agencies: tuple[str, ...]) -> None:
    assert read_notices(text).wire_credits == agencies


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article misstated when the fee will rise. It is January.",
        "CORRECTION (May 5, 2026): The dam is 40 metres high.",
        "Correction, May 5, 10:30 am: The dam is 40 metres high.",
        "A correction was made on May 5, 2026: An earlier version of this article misstated the height.",
        "Corrections & Clarifications: A previous version of this story misstated the height.",
        "This May 4 story has been corrected to fix the name, in paragraph 2.",
        "This article originally misidentified the mayor.",
        "We have amended this article to make clear that the mayor had resigned.",
        "Clarification – The spokesman spoke of the gate, not the dam.",
        "This article was amended on 4 August 2026 to correct the spelling of a name.",
        "• This article was amended on 4 August 2026. An earlier version said that the mayor had resigned.",
        "This story has been corrected to show that the dam is 40 metres high, not 50.",
        "Because of an editing error, an earlier version of this article said that the mayor had resigned.",
        "(Corrects first name of minister in paragraph 2)",
        "Editor’s note: This story was updated to fix an incorrect date.",
    ],
)
def test_a_correction_is_kept_as_printed_and_makes_no_claim(note: str) -> None:
    text = f"{FIRST}\n\n{note}"

    claims = build_claims(Article(text), find_attributions(text))

    assert read_notices(text).corrections == (note,)
    assert [claim.text for claim in claims] == ["The dam above Varnholt failed on Tuesday."]


@pytest.mark.parametrize(
    "line",
    [
        "Corrections officers found the door open.",
        "Corrections officials in 2024 said: the door was open.",
        "A correction in prices followed.",
        "This report said that the dam failed.",
        "An earlier version of the report said that the dam was sound.",
        "Editor’s note: This story has been updated with a comment from the agency.",
        "The story was corrected by the paper after the mayor complained.",
    ],
)
def test_a_sentence_of_the_report_is_no_correction(line: str) -> None:
    assert read_notices(f"{FIRST}\n\n{line}").corrections == ()


def test_a_note_below_its_heading_is_a_correction() -> None:
    assert read_notices(f"{FIRST}\n\nCorrection\n\nThe dam is 40 metres high.").corrections == (
        "The dam is 40 metres high.",
    )


def test_a_credit_line_makes_no_claim() -> None:
    text = f"{FIRST}\n\nThe Associated Press contributed reporting from Korova."

    assert len(build_claims(Article(text), find_attributions(text))) == 1
