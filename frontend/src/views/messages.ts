/** Refusals and verdicts in the words of the catalogue; the codes come from the server. */

import { HttpRefusal } from "../client/http";
import { Close, VERDICTS } from "../wire/codes";
import type { Code } from "../wire/frames";
import { Unreadable } from "./format";
import { texts } from "../messages/texts";

/** What the server says beside these is for people. */
const DETAILED: readonly Code[] = ["goods_too_low", "other_currency"];

export function messageOf(code: Code): string {
  return texts.refusals.codes[code];
}

/**
 * Why a form or something over HTTPS did not work: what was typed, a refusal's code, or the server's own
 * words.
 */
export function httpMessage(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  if (!(error instanceof HttpRefusal) || error.said === null) return messageOf("unknown");
  if (!isCode(error.said)) return error.said;
  const refusal = messageOf(error.said);
  return DETAILED.includes(error.said) && error.detail
    ? texts.refusals.inDetail(refusal, error.detail)
    : refusal;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(VERDICTS, text);
}

/** Why the connection is over for good. */
export function closeProse(code: number): string {
  switch (code) {
    case Close.VERSION:
      return texts.refusals.olderPage;
    case Close.NOT_AUTHENTICATED:
      return texts.refusals.notLetIn;
    default:
      return texts.refusals.ended;
  }
}
