/** Where viewers are invited to go, who came from elsewhere, and who is recommended above the chat. */

import type { DeskTable } from "./deskTable";
import type { RowsOf } from "./tables";

export const shoutoutRows: RowsOf<`shoutout.${string}`> = {
  "shoutout.given": (show, { author, person, room, until }, { offset }) => ({
    ...show,
    shoutout: { offset, author, person, room, until },
  }),
  "shoutout.ended": (show, { shoutout_offset }) =>
    show.shoutout?.offset === shoutout_offset ? { ...show, shoutout: null } : show,
};

export const raidRows: RowsOf<`raid.${string}`> = {
  "raid.offered": (show, { raid_id: id, author, room_id, closes_at }, { offset, text }) => {
    if (text == null) return { ...show, raid: null };
    const where = {
      room: room_id === null ? null : { id: room_id, title: text },
      address: room_id === null ? text : null,
    };
    return { ...show, raid: { id, offset, author, ...where, closes_at } };
  },
  "raid.closed": (show, { raid_id }) => (show.raid?.id === raid_id ? { ...show, raid: null } : show),
  "raid.arrived": (show, { raid_id: id, by, room, came }, { at }) => ({
    ...show,
    arrival: { id, by, room, came, at },
  }),
  "raid.dismissed": (show, { raid_id }) => (show.arrival?.id === raid_id ? { ...show, arrival: null } : show),
};

export const raidDesk: Pick<DeskTable, "raids.allowed"> = {
  "raids.allowed": (desk, { raids_from }) => ({ ...desk, raids_from }),
};
