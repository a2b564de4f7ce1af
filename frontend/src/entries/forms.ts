import { type Catalogue, speak, texts } from "../messages/texts";
import { httpMessage } from "../views/messages";

const CATALOGUE: Catalogue = import.meta.glob("../messages/*/pages/base.ts");

/** A form that asks instead of sending itself: its button waits, and what went wrong stands in the form. */
export function onSubmit(
  form: HTMLFormElement,
  act: (fields: FormData) => Promise<void>,
  words: (error: unknown) => string = httpMessage,
): void {
  const loaded = texts.refusals ? Promise.resolve() : speak(CATALOGUE, document.documentElement.lang);
  const problem = form.querySelector<HTMLElement>("[data-problem]");
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button) button.disabled = true;
    if (problem) problem.hidden = true;
    const fields = new FormData(form);
    loaded
      .then(() => act(fields))
      .catch((error: unknown) => {
        if (button) button.disabled = false;
        if (!problem) return;
        problem.hidden = false;
        problem.textContent = words(error);
      });
  });
}
