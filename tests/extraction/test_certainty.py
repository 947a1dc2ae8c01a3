"""Certainty: how sure the words are."""

import pytest

from extraction.certainty import grade_certainty
from extraction.model import Certainty


@pytest.mark.parametrize(
    ("words", "level", "cues"),
    [
        ("The mill has closed.", "asserted", ()),
        ("The mill could close.", "possible", ("could",)),
        ("The mill will likely close.", "probable", ("likely",)),
        ("The mill appeared to be closing.", "probable", ("appeared",)),
        ("The mill has ostensibly cut its ties to Acme.", "doubtful", ("ostensibly",)),
        ("It was not clear if the mill might close.", "unknown", ("It was not clear", "might")),
        ("The flood has cost as many as 400 workers their jobs.", "possible", ("as many as",)),
        ("As many as 400 workers have lost their jobs.", "asserted", ("As many as",)),
        ("He faces up to 8 years in prison.", "asserted", ("up to",)),
        ("The road should be open again by noon.", "probable", ("should",)),
        ("Children should be kept indoors.", "asserted", ()),
        ("By 1930 the mill could feed a city.", "asserted", ()),
        ("From the hill one could see the fire.", "asserted", ()),
        ("Engineers believed the dam was safe.", "probable", ("believed",)),
        ("Few residents believe the dam is safe.", "doubtful", ("believe",)),
        ("Acme denied using lead in its paint.", "denied", ("denied",)),
        ("Rumour has it that the mill will close.", "possible", ("Rumour has it",)),
        ("The mill opened in May 2010.", "asserted", ()),
        ("The mill makes a paste that could burn.", "asserted", ()),
        ("Nine miners are feared dead.", "possible", ("are feared",)),
        ("A fourth case was suspected.", "probable", ("was suspected",)),
        ("The bishop is feared by all.", "asserted", ()),
        ("The thief must have known the house.", "probable", ("must have",)),
        ("Divers must have a licence.", "asserted", ()),
        ("Cyclists may use the towpath.", "asserted", ()),
        ("The ferry Might of the Isles sank.", "asserted", ()),
        ('Her film "Maybe Tomorrow" won three prizes.', "asserted", ()),
        ("The allegedly stolen barge was sold.", "asserted", ()),
        ("Police are looking into a possible link.", "asserted", ()),
        ("The team has little chance of promotion.", "doubtful", ("little chance",)),
        ("The fund sees output falling to 9 million tonnes.", "probable", ("sees",)),
        ("The lift is not expected to run again.", "doubtful", ("not expected",)),
    ],
)
def test_hedges_set_the_level(words, level, cues):
    assert grade_certainty(words) == Certainty(level, cues=cues)


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("It's not done yet", "not … yet"),
        ("The mill never closed.", "never"),
        ("The mill wasn't sold.", "wasn't"),
        ("The owners failed to agree.", "failed"),
        ("There was no fire.", "was no"),
        ("The divers found no trace of the boat.", "found no"),
        ("The deal has yet to be signed.", "has yet to"),
        ("Hardly a vine on the slope survived.", "Hardly a"),
        ("At no time was the gate open.", "At no time"),
        ("Not a single boat put out.", "Not"),
    ],
)
def test_a_negation_turns_the_polarity(words, cue):
    assert grade_certainty(words) == Certainty("asserted", "negative", cues=(cue,))


def test_nothing_more_than_negates_nothing():
    assert grade_certainty("The mill is nothing more than a shed.").polarity == "positive"


@pytest.mark.parametrize(
    "words",
    ["The yard is not unlike a prison.", "The ship carried no fewer than 90.", "It left not long ago."],
)
def test_a_set_phrase_with_not_negates_nothing(words):
    assert grade_certainty(words).polarity == "positive"


def test_who_does_not_expect_a_thing_negates_his_belief_and_not_the_thing():
    graded = grade_certainty("Surveyors do not expect the cliff to hold")

    assert (graded.level, graded.polarity) == ("doubtful", "positive")


def test_a_judge_who_rules_that_somebody_may_not_forbids():
    graded = grade_certainty("Orm may not own dogs", cue="ruled")

    assert (graded.level, graded.polarity) == ("asserted", "negative")


def test_not_only_negates_nothing():
    assert grade_certainty("Not only the mill burned.").polarity == "positive"


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("If the deal were kept, the mill could reopen", "If the deal were kept"),
        ("The mill could reopen, if a buyer is found, as early as Sunday", "if a buyer is found"),
        ("The mill will close unless the bank pays.", "unless the bank pays"),
        ("It was not clear if the mill would close.", None),
        ("It remains to be seen if the mill will close", None),
        ("Should the dam fail, the town would drown", "Should the dam fail"),
        ("Had the pump worked, nobody would have died", "Had the pump worked"),
        ("Were the ferry to sink, all could be lost", "Were the ferry to sink"),
        ("Without a buyer by May the mill would close", "Without a buyer by May"),
        ("In the event of a flood the army would run the port", "In the event of a flood"),
        ("Only if both pumps fail does the alarm sound", "Only if both pumps fail"),
        ("The town would drown should the dam fail", "should the dam fail"),
        ("Once the pier is mended, ferries could call twice a day", "Once the pier is mended"),
        ("Otherwise the choir will be dissolved", "Otherwise"),
        ("Barring a late offer, the yard will close", "Barring a late offer"),
        ("Nobody could have swum ashore without a rope", "without a rope"),
        ("The guard must have had a key", None),
        ("Once a week the boat could be seen", None),
        ("The lift will run only if both cables are changed", "only if both cables are changed"),
    ],
)
def test_a_condition_is_kept_in_its_own_words(words, condition):
    assert grade_certainty(words).condition == condition


def test_what_is_denied_is_denied():
    assert grade_certainty("he sold the mill", cue="denied that") == Certainty(
        "denied", cues=("denied that",)
    )


@pytest.mark.parametrize("cue", ["did not deny that", "do not know if", "asked whether", "didn't say"])
def test_what_nobody_would_say_is_unknown(cue):
    assert grade_certainty("the mill was sold", cue=cue) == Certainty("unknown", cues=(cue,))


@pytest.mark.parametrize(
    ("lead", "level"),
    [
        ("Police dismissed as baseless a report that ", "denied"),
        ("There was no truth in claims that ", "denied"),
        ("Not even her own brother thinks ", "doubtful"),
        ("The owner does not believe that ", "doubtful"),
        ("Neighbours asked whether ", "unknown"),
        ("The army could neither confirm nor deny that ", "unknown"),
        ("The mayor repeated that ", "asserted"),
        ('"Nonsense," the abbot said when asked if ', "denied"),
        ("The envoy called an invention a report that ", "denied"),
        ("The marshal would not rule out that ", "possible"),
    ],
)
def test_what_leads_over_to_the_words_grades_them(lead, level):
    assert grade_certainty("the mill had burned", lead=lead).level == level


def test_who_denies_saying_something_does_not_deny_it():
    graded = grade_certainty("the mill might close", cue="denied saying", lead="Police denied saying that ")

    assert graded.level == "possible"


def test_what_not_even_a_friend_believes_is_doubtful_in_spite_of_the_verb():
    graded = grade_certainty("the dam is safe", cue="thinks", lead="Not even his brother thinks ")

    assert graded.level == "doubtful"


def test_who_denies_a_person_bail_denies_no_statement():
    assert grade_certainty("The court denied him bail.").level == "asserted"


def test_what_somebody_alleges_is_asserted():
    assert grade_certainty("he sold the mill", cue="alleges that") == Certainty("asserted")


def test_an_item_inherits_the_modality_of_its_introduction():
    graded = grade_certainty(
        "A new bridge over the river", introduction="the plan could include the following"
    )

    assert graded == Certainty("possible", cues=("could include",))


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Hale will appear before the court on Monday", "asserted"),
        ("Hale appeared with the mayor last week", "asserted"),
        ("Hale appeared to agree", "probable"),
        ("Brown, the pollster who is head of the fund, may leave", "possible"),
    ],
)
def test_a_hedge_counts_where_it_is_the_main_clauses_own(words, level):
    assert grade_certainty(words).level == level


def test_who_leaves_no_doubt_is_sure():
    assert grade_certainty("the mill will close", cue="left no doubt").level == "asserted"
