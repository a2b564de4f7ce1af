"""When a viewer may ask for an item."""

import pytest

from livesell.wire.codes import Code
from rooms.rules.requests import Wanted, why_not


@pytest.mark.parametrize(
    ("state", "withdrawn", "on_air", "who", "code"),
    [
        ("live", False, False, "bea", None),
        ("paused", False, False, "bea", None),
        ("scheduled", False, False, "bea", None),
        ("ended", True, True, "sam", Code.OVER),
        ("cancelled", False, False, "bea", Code.OVER),
        ("live", True, True, "sam", Code.WITHDRAWN),
        ("live", False, True, "sam", Code.OWN_ITEM),
        ("live", False, True, "bea", Code.WRONG_STATE),
    ],
)
def test_a_viewer_asks_for_what_others_may_still_show_her(
    state: str, withdrawn: bool, on_air: bool, who: str, code: Code | None
) -> None:
    assert why_not(Wanted(state, "sam", withdrawn, on_air), who) == code
