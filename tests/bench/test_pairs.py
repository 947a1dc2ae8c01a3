"""Laws of measuring in turn, and of holding what was measured to its bounds."""

from bench.pairs import Sample, Spread, cpu_of, measure, ratio
from bench.table import Bound, Figure, as_markdown, side_cells


def _sides(order, **cpu):
    def take(name):
        order.append(name)
        return Sample(cpu[name], 1, 2, 100)

    return {name: lambda name=name: take(name) for name in cpu}


def test_sides_are_taken_in_turn_forwards_and_backwards_after_one_that_warms_them():
    order = []

    measure(_sides(order, a=1, b=2), rounds=4)

    assert "".join(order) == "ab" + "abbaabba"


def test_a_ratio_is_taken_round_by_round():
    rounds = {
        "a": [Sample(cpu, 0, 0, 0) for cpu in (2, 6, 30)],
        "b": [Sample(cpu, 0, 0, 0) for cpu in (1, 2, 10)],
    }

    assert ratio(rounds, "a", "b", cpu_of) == Spread(2.5, 3.0, 3.0)


def test_a_figure_is_reached_met_or_missed():
    def verdict(value, bound):
        return Figure("work", "CPU", Spread.of([value]), "×", bound).verdict

    most, least = Bound("≤", 1.5, 1.2), Bound("≥", 0.5)
    assert [verdict(value, most) for value in (1.2, 1.3, 1.6)] == ["reached", "met", "MISSED"]
    assert [verdict(value, least) for value in (0.5, 0.4)] == ["met", "MISSED"]
    assert verdict(9, None) == ""


def test_a_side_without_requests_shows_no_times():
    rounds = {"export": [Sample(10, 0, 0, 5_000), Sample(14, 0, 0, 7_000)]}

    assert list(side_cells({"all": rounds})) == [["all", "export", "12 (11 to 13)", "6,000", "", ""]]


def test_a_table_in_markdown_has_its_columns_in_line():
    assert as_markdown(["a", "long"], [["wide", "b"]]) == "| a    | long |\n|------|------|\n| wide | b    |"
