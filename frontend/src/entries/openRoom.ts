import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { onSubmit } from "./forms";

/** Sends the form as one intent: pressed twice, or again after a lost answer, it opens one room. */
export function openRoomForm(form: HTMLFormElement): void {
  const intent = freshId();
  onSubmit(form, async (fields) => location.assign(`/rooms/${await open(fields, intent)}/studio/`));
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
