/** Does what was typed behind a slash. Loaded when somebody does. */

import type { RoomContext } from "../../actions/context";
import { texts } from "../../messages/texts";
import { commandsFor, type Dialog, typed } from "./commands";

/** Whether it was done; or the dialog that it asks for. What could not be done is said. */
export async function run(context: RoomContext, text: string): Promise<boolean | Dialog> {
  const t = texts.talk.tools;
  const { name, words } = typed(text);
  const command = commandsFor(context.live.room?.mine?.role ?? "buyer").find((each) => each.name === name);
  if (!command) {
    context.live.complain(t.unknown(name));
    return false;
  }
  const outcome = await command.run(context, words);
  if (outcome !== "usage") return outcome;
  context.live.complain(t.usage(`/${name} ${t.takes[name] ?? ""}`));
  return false;
}
