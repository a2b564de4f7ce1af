"""The kinds of an item: its variants along at most two axes, such as size and colour."""

from collections.abc import Sequence

from livesell.wire.text import identity

MAX_AXES = 2
JOINT = " / "


def why_not(axes: Sequence[str], kinds: Sequence[tuple[str, Sequence[str]]]) -> str | None:
    """What is wrong with these kinds, each a name and its options, in words for the client; None where nothing is."""
    if len({identity(axis) for axis in axes}) < len(axes):
        return "two axes have the same name"
    if any(len(options) != len(axes) for _, options in kinds):
        return "each kind has one option for each axis"
    names = [identity(name_of(name, options)) for name, options in kinds]
    if len(set(names)) < len(names):
        return "two kinds have the same name"
    chosen = [tuple(identity(option) for option in options) for _, options in kinds]
    return "two kinds have the same options" if axes and len(set(chosen)) < len(chosen) else None


def name_of(name: str, options: Sequence[str]) -> str:
    """What a kind is called: its own name, or its options."""
    return name or JOINT.join(options)
