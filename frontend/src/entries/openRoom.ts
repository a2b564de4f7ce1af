import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { httpMessage } from "../views/messages";

/** Sends the form as one intent: pressed twice, or again after a lost answer, it opens one room. */
export function openRoomForm(form: HTMLFormElement): void {
  const intent = freshId();
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button) button.disabled = true;
    open(new FormData(form), intent).then(
      (roomId) => location.assign(`/rooms/${roomId}/studio/`),
      (error: unknown) => {
        if (button) button.disabled = false;
        if (!problem) return;
        problem.hidden = false;
        problem.textContent = httpMessage(error);
      },
    );
  });
}

async function open(fields: FormData, intent: string): Promise<string> {
  const http = sameOrigin(() => String(fields.get("csrfmiddlewaretoken") ?? ""));
  const words = { title: String(fields.get("title") ?? ""), about: String(fields.get("about") ?? "") };
  const body = { ...words, private: fields.has("private") };
  const reply = await http.post("/api/rooms", {}, body, intent);
  const event = reply.fact?.event;
  if (event?.type !== "room.opened") throw new HttpRefusal(200, reply.error?.code ?? null);
  return event.room.id;
}
