/** The last poll of the room: its words, its counts, and what the reader chose. */

import type { MineRows, RowsOf } from "./tables";

export const pollRows: RowsOf<`poll.${string}`> = {
  "poll.opened": (show, { poll_id, author, choices, closes_at }, { offset, text }) => {
    if (text == null) return { ...show, poll: null };
    const [question = "", ...words] = text.split("\n");
    const counts = Array.from({ length: choices }, () => 0);
    const poll = { id: poll_id, offset, author, question, choices: words, counts, closes_at, closed: false };
    return { ...show, poll };
  },
  "poll.closed": (show, { poll_id, counts }) =>
    show.poll?.id === poll_id ? { ...show, poll: { ...show.poll, counts, closed: true } } : show,
  "poll.removed": (show, { poll_id }) => (show.poll?.id === poll_id ? { ...show, poll: null } : show),
};

export const pollMine: MineRows = {
  "poll.opened": () => ({ vote: null }),
  "poll.removed": (_, { poll_id }, { before }) => (before.poll?.id === poll_id ? { vote: null } : {}),
};
