/**
 * The draw of a giveaway, computed here: what the server's `rooms/rules/giveaways.py` computes. See
 * docs/selling.md.
 */

import { bytesOf, hmac, sha256 } from "./hashes";

export function listHash(entrants: readonly string[]): Promise<string> {
  return sha256(entrants.map((one) => `${one}\n`).join(""));
}

/** What is told of a seed before it may be known. */
export async function commitment(seed: string): Promise<string | null> {
  const bytes = bytesOf(seed);
  return bytes && sha256(bytes);
}

/** The order of the draw: by HMAC-SHA256 under the seed, of the list's hash, a line feed and one's id. */
export async function order(seed: string, entrants: readonly string[]): Promise<string[]> {
  const bytes = bytesOf(seed);
  if (!bytes) return [];
  const [ticket, listed] = await Promise.all([hmac(bytes), listHash(entrants)]);
  const drawn = await Promise.all(
    entrants.map(async (id) => ({ id, ticket: await ticket(`${listed}\n${id}`) })),
  );
  return drawn.sort((one, other) => (one.ticket < other.ticket ? -1 : 1)).map(({ id }) => id);
}
