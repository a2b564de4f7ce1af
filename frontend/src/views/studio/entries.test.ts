import { describe, expect, test } from "vitest";
import type { Notice } from "../../wire/frames";
import { entriesOf } from "./entries";

const HANA = { id: "h", name: "Hana" };
const BEN = { id: "b", name: "Ben" };

function said(event: Notice["event"]): string[] {
  const [entry] = entriesOf({ acts: [], notices: [{ offset: 2, at: 7, event }] });
  return entry ? [entry.what, entry.why] : [];
}

describe("the desk's log", () => {
  test("says in words who tried what, and why not", () => {
    expect(said({ type: "command.refused", user: BEN, command: "room.edit", code: "forbidden" })).toEqual([
      "Ben tried to change what the room says of itself",
      "Refused: that role does not allow it.",
    ]);
  });

  test("says something also of what another release refused", () => {
    expect(said({ type: "command.refused", user: BEN, command: "moon.buy", code: "no_moon" })).toEqual([
      "Ben tried to do something that staff does",
      "It was refused.",
    ]);
  });

  test("says how many new accounts want what", () => {
    const event = {
      type: "newcomers.noticed",
      what: "entries",
      wanted: "w",
      title: "梅のジャム",
      accounts: 50,
      minutes: 10,
    } as const;
    expect(said(event)[0]).toBe(
      "50 or more new accounts entered the giveaway of “梅のジャム” within 10 minutes",
    );
  });

  test("has the last one first, whatever it is", () => {
    const act = {
      id: "act",
      offset: 3,
      at: 9,
      act: "ban",
      by: HANA,
      user: BEN,
      reason_code: null,
      reason: "spam",
      message_offset: null,
      until: null,
      pending: false,
      undone_by: null,
    } as const;
    const event = { type: "command.refused", user: BEN, command: "room.edit", code: "forbidden" } as const;
    const entries = entriesOf({
      acts: [act],
      notices: [
        { offset: 2, at: 7, event },
        { offset: 4, at: 9, event },
      ],
    });
    expect(entries.map((entry) => entry.offset)).toEqual([4, 3, 2]);
    expect(entries[1]?.what).toBe("Hana banned Ben for good");
  });
});
