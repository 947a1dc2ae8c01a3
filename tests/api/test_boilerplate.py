"""What a site prints around an article, by its words."""

import pytest

from api.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Read more: The dam in pictures",
        "ALSO READ | Who built the dam?",
        "Sign up for our daily newsletter and never miss a story.",
        "Get the day's news straight to your inbox",
        "Follow us on Facebook and Instagram.",
        "Click here to subscribe",
        "We use cookies to improve your experience.",
        "Already a subscriber? Log in",
        "© 2026 The Harbour Post. All rights reserved.",
        "Last updated: 4 March 2026, 10:15",
        "3 min read",
        "You need to enable JavaScript to run this app.",
        "* * *",
    ],
)
def test_what_a_site_prints_around_an_article_is_told(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more and you will see, the teacher told the class.",
        "Related costs rose by a fifth, the report found.",
        "Follow the money, the prosecutor said on Tuesday.",
        "Sign language will be taught in every school, the minister promised.",
        "Get out now, the mayor told residents of the lower town.",
        "More than 40 people were hurt, police said.",
        "Published figures show that the dam leaked.",
        "Copyright law should be changed, the court found.",
        "Share prices fell by 4% on Monday, the exchange said.",
        "Correction: An earlier version misstated the height of the dam.",
        "AFP contributed to this report.",
        "Reporting by Ada Quill; Editing by Tom Reed",
    ],
)
def test_a_sentence_that_begins_like_a_label_is_kept(line):
    assert not is_boilerplate(line)
