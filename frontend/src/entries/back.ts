/**
 * A page that the browser shows again as it was left, without asking the server: not to somebody else, and
 * not with
 * forms that were sent. Browsers keep whole pages for Back, some of them even when they are told to store
 * nothing.
 */

const WHOSE = "livesell.whose";
const HIDDEN = "invisible";

/** For each page, as early as it can be. `root` says in `data-user` whose page it is; nobody's is empty. */
export function watchBack(root: HTMLElement): void {
  const own = root.dataset.user ?? "";
  remember(own);
  addEventListener("pagehide", (event) => event.persisted && root.classList.add(HIDDEN));
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (isStale(root, own)) location.reload();
    else root.classList.remove(HIDDEN);
  });
}

/** Where nothing can be remembered, nobody knows who went meanwhile. */
function isStale(root: HTMLElement, own: string): boolean {
  return (
    remembered() !== own ||
    root.querySelector("form[data-command], form[data-pay], form[data-open-room]") !== null
  );
}

function remember(whose: string): void {
  try {
    localStorage.setItem(WHOSE, whose);
  } catch {
    // A browser that keeps nothing for us.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(WHOSE);
  } catch {
    return null;
  }
}
