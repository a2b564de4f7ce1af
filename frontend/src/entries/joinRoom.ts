/** Where a secret link leads: the secret stands behind `#`, waits while somebody signs in, and is shown once. */

import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { httpProse } from "../views/prose";
import type { Reply } from "../wire/frames";

/** On the page of somebody who has to sign in first. */
export function keepSecret(room: string): void {
  if (location.hash.length > 1) sessionStorage.setItem(slot(room), location.hash.slice(1));
}

export function joinRoomForm(form: HTMLFormElement): void {
  const room = form.dataset.joinRoom ?? "";
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  const secret = location.hash.slice(1) || sessionStorage.getItem(slot(room)) || "";
  history.replaceState(null, "", location.pathname);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter(form, room, secret).then(
      () => {
        sessionStorage.removeItem(slot(room));
        location.assign(form.dataset.after ?? "/");
      },
      (error: unknown) => {
        if (!problem) return;
        problem.hidden = false;
        problem.textContent = isClosed(error) ? "This link does not let anybody in any more." : httpProse(error);
      },
    );
  });
}

async function enter(form: HTMLFormElement, room: string, token: string): Promise<void> {
  const http = sameOrigin(() => String(new FormData(form).get("csrfmiddlewaretoken") ?? ""));
  const path = `/api/rooms/${room}/commands/room.enter`;
  const reply = await http.post<Reply>(path, { token }, { "Idempotency-Key": freshId() });
  if (!reply.ok) throw new HttpRefusal(200, reply.error?.code ?? null);
}

function isClosed(error: unknown): boolean {
  return error instanceof HttpRefusal && (error.said === "not_found" || error.said === "bad_frame");
}

function slot(room: string): string {
  return `join.${room}`;
}
