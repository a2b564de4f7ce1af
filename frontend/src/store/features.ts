/** What the features keep of their own: a new one is a line here. */

import { AllClaims } from "./allClaims.svelte";
import { EarlierLines } from "./earlierLines.svelte";
import { Happenings } from "./happenings.svelte";
import { Mentioned } from "./mentioned.svelte";
import type { Part } from "./part";
import { ReactionsSeen } from "./reactions.svelte";
import { Rereads } from "./rereads.svelte";
import { Waited } from "./waited.svelte";

export function features() {
  return {
    earlier: new EarlierLines(),
    happenings: new Happenings(),
    waited: new Waited(),
    allClaims: new AllClaims(),
    reactions: new ReactionsSeen(),
    rereads: new Rereads(),
    mentioned: new Mentioned(),
  } satisfies Record<string, Part>;
}
