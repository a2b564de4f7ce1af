/** A sentence of the catalogue, taken apart at its places. */

export interface Piece {
  readonly words: string;
  /** Of the place, `{name}` or `<name>words</name>`; empty between them. */
  readonly name: string;
}

const PLACE = /\{(\w+)\}|<(\w+)>(.*?)<\/\2>/g;

export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of sentence.matchAll(PLACE)) {
    pieces.push({ words: sentence.slice(end, found.index), name: "" });
    pieces.push({ words: found[3] ?? "", name: found[1] ?? found[2] ?? "" });
    end = found.index + found[0].length;
  }
  return [...pieces, { words: sentence.slice(end), name: "" }];
}
