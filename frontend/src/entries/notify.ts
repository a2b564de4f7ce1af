/** What the pages of who is signed in do about notifications. All of it is loaded beside the page. */

import { speak } from "../messages/texts";

const SAID = "told-as";

export function notify(): void {
  const bell = document.querySelector<HTMLElement>("[data-bell]");
  if (!bell) return;
  void import("../views/notifications/bell").then(({ ring, followTarget }) => {
    ring(bell);
    followTarget();
  });
  const panel = document.querySelector<HTMLElement>("[data-push]");
  const who = document.body.dataset.user ?? "";
  if (panel) void drawPanel(panel);
  else if (sessionStorage.getItem(SAID) !== who) keep(who).catch(() => undefined);
}

async function drawPanel(panel: HTMLElement): Promise<void> {
  await speak(import.meta.glob("../messages/*/pages/notifications.ts"), document.documentElement.lang);
  const zone = document.querySelector<HTMLInputElement>("[data-zone]");
  if (zone?.value === "UTC") zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { pushPanel } = await import("../views/notifications/push");
  await pushPanel(panel, csrf);
}

/** Once for a visit: the push service may have given this browser another address. */
async function keep(who: string): Promise<void> {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const { keepUp } = await import("../views/notifications/push");
  await keepUp(csrf);
  sessionStorage.setItem(SAID, who);
}

function csrf(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
