"""What a run falls short of is named, row by row."""

from tests.load.aims import ARRIVALS, COMMANDS, Aim, shortfalls

RUN = {
    "sqlite": [
        {
            "guests": {
                "page": {"cpu_ms": 0.6, "bytes": 2_000},
                "files": {"cpu_ms": 1.4, "files": 10},
                "whole visit": {"cpu_ms": 2.9, "bytes": 111_000},
            }
        }
    ]
}


def test_each_row_that_misses_its_aim_is_named() -> None:
    assert shortfalls(RUN, ARRIVALS) == [
        "sqlite / 0 / guests / page / cpu_ms: 0.6, aimed at at most 0.5",
        "sqlite / 0 / guests / whole visit / bytes: 111000, aimed at at most 80000",
    ]


def test_a_figure_may_be_for_each_of_several() -> None:
    assert shortfalls(RUN, (Aim("*/*/*/files/cpu_ms", most=0.1, over="files"),)) == [
        "sqlite / 0 / guests / files / cpu_ms: 0.14, aimed at at most 0.1"
    ]


def test_rooms_are_told_apart_and_what_was_not_measured_misses_nothing() -> None:
    run = {"postgresql": {"claims in 50": {"even": {"p99_ms": 92}}, "claims in 1": {"even": {"p99_ms": 17}}}}

    assert shortfalls(run, COMMANDS) == ["postgresql / claims in 50 / even / p99_ms: 92, aimed at at most 60"]
    assert shortfalls({}, COMMANDS) == []
