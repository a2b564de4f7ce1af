/**
 * Where a secret link leads: the secret stands behind `#`, waits while somebody signs in, and is shown once.
 */

import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { httpMessage } from "../views/messages";
import { onSubmit } from "./forms";
import type { EnterRoom, TakeInvite, TakeOver } from "../wire/frames";

/** The commands that are asked with the secret of a link. */
type Shown = (EnterRoom | TakeInvite | TakeOver)["type"];

/** On the page of somebody who has to sign in first. `place`: as in `slot`. */
export function keepSecret(place: string): void {
  if (location.hash.length > 1) sessionStorage.setItem(place, location.hash.slice(1));
}

export function joinRoomForm(form: HTMLFormElement): void {
  const { joinRoom: room = "", shown = "room.enter" } = form.dataset;
  const place = slot(shown as Shown, room);
  const secret = location.hash.slice(1) || sessionStorage.getItem(place) || "";
  history.replaceState(null, "", location.pathname);
  onSubmit(
    form,
    async () => {
      await show(form, shown as Shown, room, secret);
      sessionStorage.removeItem(place);
      location.assign(form.dataset.after ?? "/");
    },
    (error) => words(form, error) ?? httpMessage(error),
  );
}

async function show(form: HTMLFormElement, command: Shown, room: string, token: string): Promise<void> {
  const http = sameOrigin(() => String(new FormData(form).get("csrfmiddlewaretoken") ?? ""));
  await http.command(room, command, { token }, freshId());
}

/** What this page says of a refusal; undefined where it is said as everywhere. */
function words({ dataset }: HTMLFormElement, error: unknown): string | undefined {
  if (!(error instanceof HttpRefusal)) return undefined;
  if (error.said === "not_found" || error.said === "bad_frame") return dataset.closed;
  // Of a link that gives a role: its maker may not give it any more; and whoever opens it has one already.
  if (error.said === "forbidden" && dataset.already) return dataset.closed;
  return error.said === "wrong_state" ? dataset.already || undefined : undefined;
}

function slot(command: Shown, room: string): string {
  return `${command}.${room}`;
}
