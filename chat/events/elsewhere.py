"""Another room of this server, as it is named here."""

from pydantic import Field

from livesell.wire.envelope import Frame, Id


class OtherRoom(Frame):
    """Its title is that of the moment it was named."""

    id: Id
    title: str = Field(examples=["Pots from a small kiln"])
