"""The script of a rehearsal."""

from rooms.rules.rehearsals import EVERY_SECONDS, NAMES, Act, Seen, act

JAM = Seen("jam", "Jam", 1)


def script(seed: str, held: dict[str, list[str]]) -> list[Act]:
    acts = [act(seed, second, NAMES, [JAM], held) for second in range(600)]
    return [one for one in acts if one]


def test_the_same_seed_writes_the_same_script_and_another_one_another() -> None:
    assert script("one", {}) == script("one", {})
    assert script("one", {}) != script("two", {})


def test_there_is_an_act_every_three_seconds_of_every_kind_and_person() -> None:
    acts = script("one", {name: [f"claim of {name}"] for name in NAMES})

    assert len(acts) == 600 // EVERY_SECONDS
    assert {one.what for one in acts} == {"claim", "give_back", "say"}
    assert {one.who for one in acts} == set(NAMES)


def test_nobody_gives_back_what_is_not_hers_or_claims_what_is_not_there() -> None:
    held = {"Rosa": ["claim of Rosa"]}

    assert {one.who for one in script("one", held) if one.what == "give_back"} == {"Rosa"}
    assert {one.what for one in filter(None, (act("one", s, NAMES, [], {}) for s in range(300)))} == {"say"}
    assert act("one", 0, [], [JAM], {}) is None
