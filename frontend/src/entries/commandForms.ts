import { HttpRefusal, sameOrigin } from "../client/http";
import { freshId } from "../client/ids";
import { readMoney } from "../views/format";
import { onSubmit } from "./forms";

/**
 * A form that is one command: its fields are the body. Pressed twice, or again after a lost answer, it has
 * one effect.
 * What was refused may be put right and is then another intent. `data-after` names the page that follows,
 * where that
 * is not the same one again.
 */
export function commandForm(form: HTMLFormElement): void {
  let intent = freshId();
  const { room = "", command = "" } = form.dataset;
  onSubmit(form, async (fields) => {
    const body = await bodyOf(form, fields);
    try {
      await http(fields).command(room, command, body, intent);
    } catch (error) {
      if (error instanceof HttpRefusal && error.status < 500) intent = freshId();
      throw error;
    }
    if (form.dataset.after) location.assign(form.dataset.after);
    else location.reload();
  });
}

/** The button that leads to where an order is paid. */
export function payForm(form: HTMLFormElement): void {
  onSubmit(form, async (fields) => {
    const { url } = await http(fields).post(
      "/api/orders/{order_id}/pay",
      { order_id: form.dataset.pay ?? "" },
      {},
    );
    if (url) location.assign(url);
    else location.reload();
  });
}

function http(fields: FormData) {
  return sameOrigin(() => String(fields.get("csrfmiddlewaretoken") ?? ""));
}

type Body = Record<string, string | number | null | string[]>;

/** Fields with `data-list` are a list of texts, however many of that name there are. */
async function bodyOf(form: HTMLFormElement, fields: FormData): Promise<Body> {
  const own = [...fields].filter(([name]) => name !== "csrfmiddlewaretoken");
  const read = own.map(async ([name, value]): Promise<[string, string | number | null]> => [
    name,
    await valueOf(form.elements.namedItem(name), String(value), fields),
  ]);
  const lists = [...form.querySelectorAll<HTMLInputElement>("input[data-list]")].map(
    ({ name }): [string, string[]] => [name, fields.getAll(name).map(String)],
  );
  return Object.fromEntries<Body[string]>([...(await Promise.all(read)), ...lists]);
}

/**
 * Numbers and money as numbers, null where they are empty. `data-money` names the currency, or the form's own
 * says it.
 */
async function valueOf(
  field: Element | RadioNodeList | null,
  value: string,
  fields: FormData,
): Promise<string | number | null> {
  if (!(field instanceof HTMLInputElement)) return value;
  if (field.autocomplete === "country") return (await import("../views/countries")).readCountry(value);
  const { money } = field.dataset;
  if (money === undefined && field.type !== "number") return value;
  if (value.trim() === "") return null;
  return money === undefined
    ? Number(value)
    : readMoney(value, money || String(fields.get("currency")), Number.MAX_SAFE_INTEGER);
}
