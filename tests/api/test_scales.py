"""Scales over HTTP: what they are, and what converts into what."""

from typing import Any, get_args

import pytest
from flask.testing import FlaskClient

from api.schemas.assessments import ClaimScale
from api.schemas.reliability import ReliabilityLetter
from api.schemas.scales import Measure, ScaleId, ScaleKind
from storage.reliability import LETTERS
from storage.scales import SOURCE_SCALE, list_scales


def convert(client: FlaskClient, scale: str, label: str, to: str) -> Any:
    response = client.get(f"/v1/scales/{scale}/convert", query_string={"label": label, "to": to})
    assert response.status_code == 200, response.text
    return response.get_json()


def test_the_contract_knows_every_scale() -> None:
    ids = [scale.id for scale in list_scales()]

    assert list(get_args(ScaleId)) == ids
    assert list(get_args(ClaimScale)) == [scale_id for scale_id in ids if scale_id != SOURCE_SCALE]
    assert {scale.kind for scale in list_scales()} == set(get_args(ScaleKind))
    assert {scale.measure for scale in list_scales() if scale.measure} == set(get_args(Measure))
    assert get_args(ReliabilityLetter) == LETTERS


def test_every_scale_is_listed_as_it_is_by_itself(client: FlaskClient) -> None:
    listed = client.get("/v1/scales").get_json()["data"]

    assert [scale["id"] for scale in listed] == list(get_args(ScaleId))
    assert [client.get(f"/v1/scales/{scale['id']}").get_json() for scale in listed] == listed


def test_a_scale_says_what_each_label_stands_for_and_where_that_comes_from(client: FlaskClient) -> None:
    scale = client.get("/v1/scales/admiralty_credibility").get_json()

    assert (scale["kind"], scale["measure"]) == ("credibility", "stix")
    assert "STIX 2.1" in scale["source"]
    assert scale["labels"][1] == {
        "label": "2",
        "meaning": "probably true",
        "value": 70,
        "range": {"low": 60, "high": 79, "includes_high": True},
        "misp_tag": 'admiralty-scale:information-credibility="2"',
    }


def test_a_scale_of_bare_numbers_says_which(client: FlaskClient) -> None:
    scale = client.get("/v1/scales/stix").get_json()

    assert (scale["numbers"], scale["labels"]) == ({"low": 0, "high": 100, "includes_high": True}, [])


def test_a_label_is_converted_and_both_are_told(client: FlaskClient) -> None:
    assert convert(client, "dni", "Probable", "admiralty_credibility") == {
        "given": {
            "scale": "dni",
            "label": "Probable",
            "value": 70,
            "range": {"low": 60, "high": 79, "includes_high": True},
        },
        "converted": {
            "scale": "admiralty_credibility",
            "label": "2",
            "value": 70,
            "range": {"low": 60, "high": 79, "includes_high": True},
        },
        "absent": False,
    }


def test_a_band_stays_a_band(client: FlaskClient) -> None:
    band = {"low": 55, "high": 80, "includes_high": False}

    there = convert(client, "icd_203", "likely", "percent")
    back = convert(client, "percent", "60", "icd_203")

    assert there["converted"] == {"scale": "percent", "range": band}
    assert back["converted"] == {"scale": "icd_203", "label": "likely / probable", "range": band}


@pytest.mark.parametrize(
    ("scale", "label", "to"),
    [
        ("admiralty_credibility", "6", "stix"),
        ("percent", "100", "icd_203"),
        ("claimskg", "OTHER", "claim_review"),
    ],
)
def test_absent_stays_absent(client: FlaskClient, scale: str, label: str, to: str) -> None:
    told = convert(client, scale, label, to)

    assert (told["absent"], "converted" in told) == (True, False)


@pytest.mark.parametrize(
    ("scale", "query", "parameter", "said"),
    [
        ("none_low_med_high", {"label": "Medium", "to": "stix"}, "label", "None; Low; Med; High"),
        ("stix", {"label": "101", "to": "dni"}, "label", "from 0 to 100"),
        ("icd_203", {"label": "likely", "to": "dni"}, "to", "icd_203 converts to percent."),
        ("dni", {"label": "Likely", "to": "icd_203"}, "to", "dni converts to stix, none_low_med_high"),
        ("admiralty_reliability", {"label": "B", "to": "stix"}, "to", "converts to nothing"),
        ("dni", {"label": "Likely", "to": "dni"}, "to", "There is no way there"),
        ("dni", {"label": "Likely", "to": "stars"}, "to", "Must be one of"),
        ("dni", {"to": "stix"}, "label", "required"),
    ],
)
def test_what_cannot_be_converted_is_refused_with_what_can(
    client: FlaskClient, scale: str, query: dict[str, str], parameter: str, said: str
) -> None:
    response = client.get(f"/v1/scales/{scale}/convert", query_string=query)

    [error] = response.get_json()["errors"]
    assert (response.status_code, error["parameter"]) == (422, parameter)
    assert said in error["detail"]


@pytest.mark.parametrize("path", ["/v1/scales/stars", "/v1/scales/stars/convert?label=1&to=stix"])
def test_a_scale_nobody_has_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/v1/scales", "/v1/scales/dni", "/v1/scales/dni/convert?label=Likely&to=wep"]
)
def test_tables_one_has_are_not_sent_again(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_scales_come_as_csv(client: FlaskClient) -> None:
    header, first, *_ = client.get("/v1/scales.csv").text.splitlines()

    assert header == "id,title,kind,measure,labels,converts_to,source"
    assert first.startswith("stix,STIX confidence,confidence,stix,,none_low_med_high | zero_to_ten | ")
