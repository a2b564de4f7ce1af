/** The names that a line mentions, apart from its other words. */

import type { MessageView, Person } from "../../wire/frames";

export interface Piece {
  readonly words: string;
  /** Who is meant by it. */
  readonly whom: Person | null;
}

export function pieces({ text, mentions }: Pick<MessageView, "text" | "mentions">): Piece[] {
  let rest: Piece[] = [{ words: text ?? "", whom: null }];
  for (const whom of [...mentions].sort((one, other) => other.name.length - one.name.length))
    rest = rest.flatMap((piece) => (piece.whom ? [piece] : split(piece.words, whom)));
  return rest;
}

function split(words: string, whom: Person): Piece[] {
  const found: Piece[] = [];
  const small = words.toLowerCase();
  const name = whom.name.toLowerCase();
  let from = 0;
  for (let at = small.search(/[@＠]/u); at >= 0; at = next(small, at + 1)) {
    if (small.length !== words.length || !small.startsWith(name, at + 1)) continue;
    if (at > from) found.push({ words: words.slice(from, at), whom: null });
    from = at + 1 + name.length;
    found.push({ words: words.slice(at, from), whom });
  }
  return from < words.length ? [...found, { words: words.slice(from), whom: null }] : found;
}

function next(words: string, from: number): number {
  const at = words.slice(from).search(/[@＠]/u);
  return at < 0 ? at : from + at;
}
