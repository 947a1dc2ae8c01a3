"""Every scale, exactly as its source gives it, and what converting keeps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import NotFound
from storage.scales import Band, Label, Reading, Scale, convert, find_reading, get_scale, list_scales

ALL = list_scales()
LABELS = [(scale, label) for scale in ALL for label in scale.labels]
STIX = [scale for scale in ALL if scale.measure == "stix" and scale.labels]
ICD_203 = [
    ("almost no chance / remote", 1, 5),
    ("very unlikely / highly improbable", 5, 20),
    ("unlikely / improbable", 20, 45),
    ("roughly even chance / roughly even odds", 45, 55),
    ("likely / probable", 55, 80),
    ("very likely / highly probable", 80, 95),
    ("almost certain / nearly certain", 95, 99),
]


def named(case: tuple[Scale, Label]) -> str:
    return f"{case[0].id}-{case[1].label}"


def read(scale: str, words: str) -> Reading:
    found = find_reading(get_scale(scale), words)
    assert found
    return found


def tabled(scale: str) -> list[tuple[str, int | None, int, int]]:
    return [
        (one.label, one.value, one.band.low, one.band.high) for one in get_scale(scale).labels if one.band
    ]


def test_none_low_med_high_is_as_stix_has_it() -> None:
    assert tabled("none_low_med_high") == [
        ("None", 0, 0, 0),
        ("Low", 15, 1, 29),
        ("Med", 50, 30, 69),
        ("High", 85, 70, 100),
    ]


@given(st.integers(0, 10))
def test_zero_to_ten_stands_for_tens_and_what_is_nearest_to_them(number: int) -> None:
    low, high = max(0, 10 * number - 5), min(100, 10 * number + 4)

    assert read("zero_to_ten", str(number)) == Reading(
        "zero_to_ten", str(number), 10 * number, Band(low, high)
    )


def test_credibility_is_as_stix_has_it_and_6_is_no_basis() -> None:
    assert tabled("admiralty_credibility") == [
        ("1", 90, 80, 100),
        ("2", 70, 60, 79),
        ("3", 50, 40, 59),
        ("4", 30, 20, 39),
        ("5", 10, 0, 19),
    ]
    assert read("admiralty_credibility", "6") == Reading("admiralty_credibility", "6")


def test_words_of_estimative_probability_are_as_stix_has_them() -> None:
    assert tabled("wep") == [
        ("Impossible", 0, 0, 0),
        ("Highly Unlikely/Almost Certainly Not", 10, 1, 19),
        ("Unlikely/Probably Not", 30, 20, 39),
        ("Even Chance", 50, 40, 59),
        ("Likely/Probable", 70, 60, 79),
        ("Highly likely/Almost Certain", 90, 80, 99),
        ("Certain", 100, 100, 100),
    ]


def test_the_dni_scale_is_as_stix_has_it() -> None:
    assert tabled("dni") == [
        ("Almost No Chance / Remote", 5, 0, 9),
        ("Very Unlikely / Highly Improbable", 15, 10, 19),
        ("Unlikely / Improbable", 30, 20, 39),
        ("Roughly Even Chance / Roughly Even Odds", 50, 40, 59),
        ("Likely / Probable", 70, 60, 79),
        ("Very Likely / Highly Probable", 85, 80, 89),
        ("Almost Certain / Nearly Certain", 95, 90, 100),
    ]


def test_terms_of_icd_203_have_bands_and_no_values() -> None:
    assert tabled("icd_203") == [(label, None, low, high) for label, low, high in ICD_203]


def test_letters_of_sources_stand_for_no_number_and_convert_to_nothing() -> None:
    scale = get_scale("admiralty_reliability")

    assert [(one.label, one.value, one.band) for one in scale.labels] == [
        (letter, None, None) for letter in "ABCDEF"
    ]
    assert scale.converts_to == ()


def test_verdicts_run_from_1_false_to_5_true() -> None:
    assert tabled("claim_review") == [
        ("False", 1, 1, 1),
        ("Mostly false", 2, 2, 2),
        ("Half true", 3, 3, 3),
        ("Mostly true", 4, 4, 4),
        ("True", 5, 5, 5),
    ]
    assert tabled("claimskg") == [("FALSE", 1, 1, 1), ("MIXTURE", None, 2, 4), ("TRUE", 5, 5, 5)]


@pytest.mark.parametrize("scale", STIX, ids=lambda scale: scale.id)
def test_the_bands_of_stix_tile_0_to_100(scale: Scale) -> None:
    numbers = sorted(
        number for label in scale.labels if label.band for number in range(101) if number in label.band
    )

    assert numbers == list(range(101))


def test_the_bands_of_icd_203_tile_1_to_99_and_share_no_number() -> None:
    bands = [label.band for label in get_scale("icd_203").labels if label.band]

    assert [number for band in bands for number in range(101) if number in band] == list(range(1, 100))
    assert [(one.high, one.includes_high) for one, _ in pairwise(bands)] == [
        (two.low, False) for _, two in pairwise(bands)
    ]
    assert bands[-1].includes_high


@pytest.mark.parametrize("case", LABELS, ids=named)
def test_a_value_lies_in_its_band(case: tuple[Scale, Label]) -> None:
    _, label = case

    assert label.value is None or (label.band is not None and label.value in label.band)


@pytest.mark.parametrize("case", LABELS, ids=named)
def test_every_term_of_a_label_reads_as_it_and_stays_as_it_was_used(case: tuple[Scale, Label]) -> None:
    scale, label = case

    for term in label.terms:
        assert read(scale.id, term) == Reading(scale.id, term, label.value, label.band)


@pytest.mark.parametrize("case", LABELS, ids=named)
def test_a_label_survives_the_way_to_numbers_and_back(case: tuple[Scale, Label]) -> None:
    scale, label = case
    if scale.measure != "stix":
        return
    number = convert(read(scale.id, label.label), get_scale("stix"))

    back = number and convert(number, scale)

    assert back == (None if label.value is None else read(scale.id, label.label))


@given(st.integers(0, 100), st.sampled_from(STIX))
def test_a_number_becomes_the_label_whose_band_holds_it(number: int, scale: Scale) -> None:
    found = convert(read("stix", str(number)), scale)

    assert found and found.band and number in found.band
    assert convert(found, get_scale("stix")) == Reading("stix", str(found.value), found.value)


@given(st.integers(0, 100))
def test_no_term_of_icd_203_means_0_or_100_and_every_other_percentage_has_one(number: int) -> None:
    found = convert(read("percent", str(number)), get_scale("icd_203"))

    assert (found is None) == (number in (0, 100))
    assert found is None or (found.value is None and found.band and number in found.band)


@pytest.mark.parametrize(("label", "low", "high"), ICD_203)
def test_a_term_of_icd_203_becomes_its_band_and_the_band_is_the_terms(
    label: str, low: int, high: int
) -> None:
    band = Band(low, high, includes_high=high == 99)

    assert convert(read("icd_203", label), get_scale("percent")) == Reading("percent", band=band)
    for number in (low, high - 1):
        assert convert(read("percent", str(number)), get_scale("icd_203")) == Reading(
            "icd_203", label, band=band
        )


def test_icd_203_and_the_scales_of_stix_have_no_way_between_them() -> None:
    assert get_scale("icd_203").converts_to == ("percent",)
    assert get_scale("dni").converts_to == (
        "stix",
        "none_low_med_high",
        "zero_to_ten",
        "admiralty_credibility",
        "wep",
    )
    with pytest.raises(ValueError, match="icd_203 does not convert to dni"):
        convert(read("icd_203", "likely"), get_scale("dni"))


@pytest.mark.parametrize("case", LABELS, ids=named)
def test_converting_invents_nothing(case: tuple[Scale, Label]) -> None:
    scale, label = case
    if label.value is None and label.band is None:
        assert [convert(read(scale.id, label.label), get_scale(to)) for to in scale.converts_to] == [
            None
        ] * len(scale.converts_to)


@pytest.mark.parametrize(
    ("words", "to", "expected"),
    [
        ("MIXTURE", "claim_review", Reading("claim_review", band=Band(2, 4))),
        ("OTHER", "claim_review", None),
        ("TRUE", "claim_review", Reading("claim_review", "True", 5, Band(5, 5))),
    ],
)
def test_a_mixture_is_no_single_rating(words: str, to: str, expected: Reading | None) -> None:
    assert convert(read("claimskg", words), get_scale(to)) == expected


@given(st.text(max_size=5), st.sampled_from(ALL))
def test_what_is_no_label_is_not_read_as_one(words: str, scale: Scale) -> None:
    found = find_reading(scale, words)
    terms = {term for label in scale.labels for term in label.terms}

    assert (found is None) == (words not in terms) or scale.numbers


@pytest.mark.parametrize("words", ["", "-1", "101", "07", "5.0", "٥", " 5", "5\n", "1000"])
def test_a_bare_number_is_a_whole_one_from_0_to_100(words: str) -> None:
    assert find_reading(get_scale("stix"), words) is None


def test_a_scale_nobody_has_is_not_found() -> None:
    with pytest.raises(NotFound):
        get_scale("stars")


def test_every_scale_names_its_source_and_no_two_share_an_id() -> None:
    assert all(scale.source for scale in ALL)
    assert len({scale.id for scale in ALL}) == len(ALL)
