"""The order of items: moving one is the same as taking it out of a list and putting it in again."""

import itertools

import pytest

from rooms.rules.ordering import shift


@pytest.mark.parametrize(("place", "before"), list(itertools.product(range(1, 6), range(1, 7))))
def test_an_item_moves_as_in_a_list(place: int, before: int) -> None:
    letters = ["a", "b", "c", "d", "e"]
    wanted = letters[: place - 1] + letters[place:]
    wanted.insert(before - 1 if before <= place else before - 2, letters[place - 1])

    moved = shift(place, before)
    places = {
        letter: (number + moved.step if moved.first <= number <= moved.last else number)
        for number, letter in enumerate(letters, start=1)
    } | {letters[place - 1]: moved.place}

    assert sorted(places, key=lambda letter: places[letter]) == wanted
    assert sorted(places.values()) == [1, 2, 3, 4, 5]
