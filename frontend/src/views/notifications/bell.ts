/**
 * The bell of every page: how many notifications are not read, beside it and in the title; and the item of the room to
 * which a notification led.
 */

import { sameOrigin } from "../../client/http";

const EVERY_MS = 60_000;

/**
 * Counts about once a minute while the page is in sight, and whenever a push came. The page was made with its count: one
 * that asks for it at once would not be kept for Back.
 */
export function ring(bell: HTMLElement): void {
  const http = sameOrigin(() => "");
  const title = document.title;
  const look = async (): Promise<void> => {
    const { unread } = await http.get("/api/notifications/unread", {});
    show(bell, title, unread);
  };
  const again = (): void => {
    if (document.visibilityState === "visible") look().catch(() => undefined);
  };
  show(bell, title, Number(bell.querySelector("[data-bell-count]")?.textContent));
  setInterval(again, EVERY_MS);
  document.addEventListener("visibilitychange", again);
  addEventListener("pageshow", (event) => event.persisted && again());
  navigator.serviceWorker?.addEventListener("message", again);
}

function show(bell: HTMLElement, title: string, unread: number): void {
  const count = bell.querySelector<HTMLElement>("[data-bell-count]");
  const said = unread > 99 ? "99+" : String(unread);
  if (count) {
    count.hidden = unread === 0;
    count.textContent = said;
  }
  const plain = document.title.replace(/^\(\d+\+?\) /, "") || title;
  document.title = unread > 0 ? `(${said}) ${plain}` : plain;
}

const PATIENCE_MS = 15_000;

/** Shows the item of the address, as soon as the room has drawn it; also when a tap leads to another one. */
export function followTarget(): void {
  showTarget();
  addEventListener("hashchange", showTarget);
}

function showTarget(): void {
  const id = /^#item-([\w-]+)$/.exec(location.hash)?.[1];
  if (!id) return;
  const found = (): boolean => {
    const item = document.querySelector<HTMLElement>(`[data-item="${id}"]`);
    item?.scrollIntoView({ block: "center" });
    return item !== null;
  };
  if (found()) return;
  const watch = new MutationObserver(() => {
    if (found()) watch.disconnect();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), PATIENCE_MS);
}
