import { type Catalogue, speak } from "../messages/texts";

/** Puts a screen in the place of what the server wrote, as soon as its texts are there. */
export async function show(catalogue: Catalogue, draw: (target: HTMLElement) => void): Promise<void> {
  const target = document.getElementById("app");
  if (!target) return;
  const language = await speak(catalogue, document.documentElement.lang);
  target.lang = language;
  target.replaceChildren();
  draw(target);
}
