/**
 * A giveaway is examined: its facts are read as they were hashed, and everything in them is computed again.
 */

import { factOf, firstBreak, type Line } from "./chain";
import { Checker, type Followed, type Found } from "./giveaways";
import type { ExportedPage } from "../wire/http";

/** At most a thousand facts after an offset, and where the ledger stands. */
/** What of a page of the export is looked at. */
export type Page = Pick<ExportedPage, "offset"> & { readonly facts: readonly Line[] };

export interface Examined {
  /** Facts read, from the giveaway's first to its last. */
  readonly facts: number;
  /** Where the chain breaks, if it does. */
  readonly broken: number | null;
  /** The offset of the first fact that should be there and was not sent. */
  readonly missing: number | null;
  readonly found: readonly Found[];
  readonly giveaway: Followed | null;
  /** Names by id, as the facts give them. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * `first` is the offset of the giveaway's opening, `last` that of its last fact, or null while it is open.
 */
export async function examine(
  read: (after: number) => Promise<Page>,
  id: string,
  first: number,
  last: number | null,
): Promise<Examined> {
  const {
    lines: [before, ...lines],
    until,
  } = await linesBetween(read, first - 1, last);
  const broken = before ? await firstBreak(before.hash, lines, first) : first;
  const checker = new Checker();
  const names = new Map<string, string>();
  for (const line of lines) {
    const fact = factOf(line);
    if (fact.event.type === "giveaway.entered") names.set(fact.event.entrant.id, fact.event.entrant.name);
    await checker.read(fact);
  }
  const found = checker.found.filter((each) => each.giveaway === id);
  const missing = first + lines.length <= until ? first + lines.length : null;
  return { facts: lines.length, broken, missing, found, giveaway: checker.giveaways.get(id) ?? null, names };
}

/**
 * The lines from an offset to another, or to where the ledger stands at the first look; fewer where they are
 * not sent.
 */
async function linesBetween(
  read: (after: number) => Promise<Page>,
  from: number,
  to: number | null,
): Promise<{ lines: Line[]; until: number }> {
  let page = await read(from - 1);
  const until = to ?? page.offset;
  const lines = [...page.facts];
  while (page.facts.length > 0 && lines.length < until - from + 1) {
    page = await read(from - 1 + lines.length);
    lines.push(...page.facts);
  }
  return { lines: lines.slice(0, until - from + 1), until };
}
