/** What Django wrote into the page for the part that runs here. */

export interface Page {
  readonly room: string;
  readonly title: string;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly csrf: string;
  readonly staff: boolean;
  /** She has orders here to close or to pay, as of when the page was written. */
  readonly owes: boolean;
  readonly private: boolean;
  readonly roomUrl: string;
  readonly studioUrl: string;
  readonly signInUrl: string;
  readonly signUpUrl: string;
}

export function readPage(): Page {
  return JSON.parse(document.getElementById("page")?.textContent ?? "null") as Page;
}
