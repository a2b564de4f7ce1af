/** What a role is shown. The server decides; this only keeps useless buttons off the screen. */

import type { Mine } from "../../wire/frames";

type Role = Mine["role"];

export const may = {
  host: (role: Role) => role === "owner" || role === "host",
  moderate: (role: Role) => role === "owner" || role === "host" || role === "moderator",
  sell: (role: Role) => role === "owner" || role === "host" || role === "seller",
};
