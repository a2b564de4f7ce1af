/** What a line of chat was taken for, told to who wrote it. */

import type { Candidate, ClaimView, HeardUnsure, Reply } from "../../wire/frames";
import { anyOf } from "../../messages/language";
import { clockTime } from "../format";
import { messageOf } from "../messages";
import { texts } from "../../messages/texts";

export type Heard = Exclude<NonNullable<Reply["aside"]>, { kind: "waiting" | "acted" | "reported" }>;

const NAMED = 8;

export function heardWords(heard: Heard): string {
  const t = texts.talk.heard;
  switch (heard.kind) {
    case "claimed":
      return t.claimed(heard.said, stands(heard.claim, heard.ahead));
    case "passed":
      return t.passed(heard.said);
    case "refused":
      return t.refused(heard.said, messageOf(heard.code));
    case "unsure":
      return question(heard);
  }
}

function stands(claim: ClaimView, ahead: number): string {
  const t = texts.talk.heard;
  switch (claim.state) {
    case "held":
      return claim.held_until === null ? t.held : t.heldUntil(clockTime(claim.held_until));
    case "waitlisted":
      return ahead === 0 ? t.next : t.ahead(ahead);
    case "wanted":
      return t.wanted;
    case "ordered":
      return t.ordered;
  }
}

function question({ verb, ask, candidates }: HeardUnsure): string {
  const t = texts.talk.heard;
  const nothing = verb === "claim" ? t.notClaimed : t.notGivenBack;
  if (ask === "variant")
    return t.whichKind(nothing, candidates[0]?.number, listed(candidates.map(({ name }) => name)));
  return candidates.length > 0 ? t.whichOf(nothing, listed(candidates.map(inFull))) : t.whichItem(nothing);
}

function inFull({ number, name }: Candidate): string {
  return name ? `${number} ${name}` : `${number}`;
}

function listed(names: readonly string[]): string {
  const few = names.slice(0, NAMED);
  return anyOf(names.length > NAMED ? [...few, texts.talk.heard.another] : few);
}
