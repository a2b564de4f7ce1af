"""The line-up: each seller has one turn; the stage goes from one to the next."""

from collections.abc import Collection, Sequence


def next_up(order: Sequence[str], on_stage: str, able: Collection[str]) -> str:
    """Who comes after the one on stage: the next in the order who still sells here. Empty: nobody."""
    after = order[order.index(on_stage) + 1 :] if on_stage in order else order
    return next((one for one in after if one in able), "")


def may_show(role_is_host: bool, own: bool, on_stage: str, user_id: str) -> bool:
    """Whether somebody may put an item on air: a host any; a seller her own, while nobody else has the stage."""
    return role_is_host or (own and on_stage in ("", user_id))
