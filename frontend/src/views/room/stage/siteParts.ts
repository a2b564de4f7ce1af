/** Parts of the page around the room, in a sheet while the stage covers them. Attachments. */

export function accountMenu(into: HTMLElement): void {
  copy(document.querySelector("body > header nav"), into);
}

export function languageChoice(into: HTMLElement): void {
  copy(document.querySelector("body > footer form"), into);
}

function copy(found: Element | null, into: HTMLElement): void {
  if (found) into.replaceChildren(found.cloneNode(true));
}
