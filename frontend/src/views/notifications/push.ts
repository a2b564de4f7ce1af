/** Being told on this device: asked for by a tap alone, and kept up with the account that is signed in. */

import { type Http, HttpRefusal, sameOrigin } from "../../client/http";
import { texts } from "../../messages/texts";

const WORKER = "/worker.js";

/** Whether this browser can be told at all. */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** An iPhone shows pushes of pages that stand on its home screen, and of no others. */
function needsHomeScreen(): boolean {
  const opened = (navigator as { readonly standalone?: boolean }).standalone === true;
  return /iPhone|iPad/.test(navigator.userAgent) && !opened;
}

/** The part of the page of choices that switches this device on and off. */
export async function pushPanel(panel: HTMLElement, csrf: () => string): Promise<void> {
  const http = sameOrigin(csrf);
  const says = panel.querySelector<HTMLElement>("[data-push-says]");
  const on = panel.querySelector<HTMLButtonElement>("[data-push-on]");
  const off = panel.querySelector<HTMLButtonElement>("[data-push-off]");
  if (!says || !on || !off) return;
  const draw = async (said = ""): Promise<void> => {
    const subscribed = canPush() && (await current()) !== null;
    on.hidden = subscribed || !canPush() || Notification.permission === "denied";
    off.hidden = !subscribed;
    says.textContent = said || (await state(subscribed));
    panel.hidden = false;
  };
  on.addEventListener("click", () => {
    on.disabled = true;
    void turnOn(http)
      .then(
        () => draw(),
        (error: unknown) => draw(why(error)),
      )
      .finally(() => (on.disabled = false));
  });
  off.addEventListener(
    "click",
    () =>
      void turnOff(http).then(
        () => draw(),
        (error: unknown) => draw(why(error)),
      ),
  );
  await draw();
}

async function state(subscribed: boolean): Promise<string> {
  const t = texts.notifications;
  if (!canPush()) return needsHomeScreen() ? t.homeScreen : t.cannot;
  if (subscribed) return t.on;
  return Notification.permission === "denied" ? t.denied : t.off;
}

/** Within the tap: browsers ask the person only then. */
async function turnOn(http: Http): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  const { key } = await http.get("/api/notifications/push", {});
  const registration = await navigator.serviceWorker.register(WORKER);
  await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  if (before && !isOf(before, key)) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await keep(http, subscription);
}

async function turnOff(http: Http): Promise<void> {
  const subscription = await current();
  if (!subscription) return;
  await http.post("/api/notifications/push/end", {}, { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

/** A browser that was told before goes on, also where somebody else signed in or her password is another. */
export async function keepUp(csrf: () => string): Promise<void> {
  if (!canPush() || Notification.permission !== "granted") return;
  const subscription = await current();
  if (subscription) await keep(sameOrigin(csrf), subscription);
}

async function keep(http: Http, subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const body = { endpoint, p256dh: keys?.p256dh, auth: keys?.auth, device: device() };
  await http.post("/api/notifications/push", {}, body);
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function isOf(subscription: PushSubscription, key: string): boolean {
  const own = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...own));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === key;
}

/** As a person would name it: the browser, and what it runs on. */
function device(): string {
  const agent = navigator.userAgent;
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)(?=\/)/.exec(agent)?.[1] ?? "";
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(agent)?.[1] ?? "";
  return [browser, system].filter(Boolean).join(", ");
}

function why(error: unknown): string {
  const known = error instanceof HttpRefusal && error.said === "not_allowed";
  return known ? texts.notifications.unknownService : texts.notifications.failed;
}
