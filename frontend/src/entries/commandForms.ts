import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { httpProse } from "../views/prose";
import type { Reply } from "../wire/frames";

/** A form that is one command: its fields are the body. Pressed twice, or again after a lost answer, it has one effect. */
export function commandForm(form: HTMLFormElement): void {
  const intent = freshId();
  const path = `/api/rooms/${form.dataset.room}/commands/${form.dataset.command}`;
  onSubmit(form, async (fields) => {
    const reply = await http(fields).post<Reply>(path, bodyOf(form, fields), { "Idempotency-Key": intent });
    if (!reply.ok) throw new HttpRefusal(200, reply.error?.code ?? null);
    location.reload();
  });
}

/** The button that leads to where an order is paid. */
export function payForm(form: HTMLFormElement): void {
  onSubmit(form, async (fields) => {
    const { url } = await http(fields).post<{ url: string | null }>(`/api/orders/${form.dataset.pay}/pay`, {});
    if (url) location.assign(url);
    else location.reload();
  });
}

function http(fields: FormData) {
  return sameOrigin(() => String(fields.get("csrfmiddlewaretoken") ?? ""));
}

function bodyOf(form: HTMLFormElement, fields: FormData): Record<string, string | number> {
  const own = [...fields].filter(([name]) => name !== "csrfmiddlewaretoken");
  return Object.fromEntries(
    own.map(([name, value]) => {
      const field = form.elements.namedItem(name);
      const number = field instanceof HTMLInputElement && field.type === "number";
      return [name, number ? Number(value) : String(value)];
    }),
  );
}

function onSubmit(form: HTMLFormElement, act: (fields: FormData) => Promise<void>): void {
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button) button.disabled = true;
    act(new FormData(form)).catch((error: unknown) => {
      if (button) button.disabled = false;
      if (!problem) return;
      problem.hidden = false;
      problem.textContent = httpProse(error);
    });
  });
}
