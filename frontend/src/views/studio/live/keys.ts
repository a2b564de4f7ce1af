/** Keys of a seller at a desk: the space bar brings the next item, digits open the tools. */

import { letterOf } from "../../shared/letters";
import { TOOLS } from "./presets";

interface Keys {
  /** Something else has the keys now. */
  readonly isAway: () => boolean;
  readonly next: () => void;
  readonly chat: () => void;
  readonly tool: (name: string) => void;
  readonly tripod: () => void;
}

const DIGITS: readonly string[] = [...TOOLS, "pin"];

export function deckKeys({ isAway, next, chat, tool, tripod }: Keys): (event: KeyboardEvent) => void {
  return (event) => {
    if (isAway() || !areWanted() || event.repeat || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || hasKeys(event)) return;
    const act = actOf(event.key === " " ? " " : letterOf(event));
    if (!act) return;
    event.preventDefault();
    act();
  };

  function actOf(key: string): (() => void) | undefined {
    const name = DIGITS[Number(key) - 1];
    if (name !== undefined) return () => tool(name);
    return { " ": next, "/": chat, t: tripod }[key];
  }
}

/** The space bar presses a button that has the focus; other keys are only taken from fields. */
function hasKeys({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, dialog, ol") !== null) return true;
  return key === " " && target.closest("button, a, summary, label") !== null;
}

/** As she chose in the room, where `wishes` keeps it: read here alone, the studio does without the rest of them. */
function areWanted(): boolean {
  try {
    return (JSON.parse(localStorage.getItem("livesell.wishes") ?? "{}") as { keys?: boolean }).keys !== false;
  } catch {
    return true;
  }
}
