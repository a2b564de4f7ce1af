/** What a line of chat was taken for, told to who wrote it. */

import type { Candidate, ClaimView, HeardUnsure, Reply } from "../../wire/frames";
import { clockTime } from "../format";
import { messageOf } from "../messages";

export type Heard = NonNullable<Reply["aside"]>;

const OR = new Intl.ListFormat("en", { type: "disjunction" });
const NAMED = 8;

export function heardWords(heard: Heard): string {
  switch (heard.kind) {
    case "claimed":
      return `You said “${heard.said}”: ${stands(heard.claim, heard.ahead)}.`;
    case "passed":
      return `You said “${heard.said}”: your claim is given back.`;
    case "refused":
      return `You said “${heard.said}”, and that was refused: ${messageOf(heard.code)}`;
    case "unsure":
      return question(heard);
  }
}

function stands(claim: ClaimView, ahead: number): string {
  switch (claim.state) {
    case "held":
      return claim.held_until === null ? "held for you" : `held for you until ${clockTime(claim.held_until)}`;
    case "waitlisted":
      return ahead === 0 ? "you are next in line" : `you are in line, ${ahead} ahead of you`;
    case "wanted":
      return "who pays first gets it";
    case "ordered":
      return "it is yours";
  }
}

function question({ verb, ask, candidates }: HeardUnsure): string {
  const deed = verb === "claim" ? "Nothing is claimed yet" : "Nothing is given back yet";
  if (ask === "item") {
    const which = candidates.length > 0 ? `which item: ${listed(candidates.map(inFull))}?` : "which item?";
    return `${deed}: ${which} Say it again with the number of the item.`;
  }
  const number = candidates[0]?.number;
  return `${deed}: which kind of item ${number}: ${listed(candidates.map((each) => each.name))}? Say it again with one of these.`;
}

function inFull({ number, name }: Candidate): string {
  return name ? `${number} ${name}` : `${number}`;
}

function listed(names: readonly string[]): string {
  const few = names.slice(0, NAMED);
  return OR.format(names.length > NAMED ? [...few, "another"] : few);
}
