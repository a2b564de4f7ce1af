/**
 * Which of what several screens need at once comes in one file: each file costs a request and its headers, and
 * what another screen alone needs costs its bytes.
 */

import { fileURLToPath } from "node:url";

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const at = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));
const SITE = [at("entries/site.ts")];
const ROOM = [at("entries/room.ts")];
/** What comes behind the first scripts, each by itself. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  lobby: ["chat/Chat", "room/Lobby", "room/Before", "room/ItemList"].map((name) =>
    at(`views/${name}.svelte`),
  ),
  composer: [at("views/chat/Composer.svelte")],
  stage: [at("views/room/stage/Stage.svelte")],
  studio: [at("entries/studio.ts")],
  deck: [at("views/studio/live/LiveStudio.svelte")],
};

/** The file of what several screens need; null: the bundler decides. */
export function chunkOf(id: string, modules: Modules): string | null {
  const needs = (starts: readonly string[] = []) => reached(starts, modules).has(id);
  if (needs(ROOM)) return needs(SITE) ? "common" : "live";
  const names = Object.keys(BEHIND).filter((each) => needs(BEHIND[each]));
  if (names.some((each) => BEHIND[each]?.includes(id))) return null;
  if (names.length < 2) return names[0] ?? null;
  if (names.includes("lobby")) return "parts";
  return names.includes("stage") ? "more" : "tools";
}

/** What several pages say in one language. */
export function languageOf(id: string): string | null {
  return /src\/messages\/(\w+)\/(?!acts|log|moderation)/.exec(id)?.[1] ?? null;
}

/** All that these import at once, and they. */
function reached(starts: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set(starts);
  for (const id of found) modules.getModuleInfo(id)?.importedIds.forEach((each) => found.add(each));
  return found;
}
