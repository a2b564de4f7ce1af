/**
 * Shows pushes, and opens the page that one leads to. It imports nothing, so that every browser takes it as it is; its
 * texts come from the server, in the reader's language.
 */

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly navigate: string;
  readonly lang: string;
  readonly dir: NotificationDirection;
  readonly tag: string;
  readonly data: { readonly room: string };
}

interface WindowClient {
  readonly url: string;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<WindowClient>;
  navigate(url: string): Promise<WindowClient | null>;
  postMessage(message: unknown): void;
}

interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Worker {
  readonly clients: {
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", act: (event: Lasting) => void): void;
  addEventListener(
    type: "push",
    act: (event: Lasting & { readonly data: { json(): unknown } | null }) => void,
  ): void;
  addEventListener(
    type: "notificationclick",
    act: (event: Lasting & { readonly notification: Notification }) => void,
  ): void;
}

const worker = self as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("push", (event) => {
  const shown = read(event.data);
  if (shown) event.waitUntil(show(shown));
});
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate } = event.notification.data as { navigate: string };
  event.waitUntil(open(navigate));
});

function read(data: { json(): unknown } | null): Shown | null {
  try {
    const { notification } = data?.json() as { notification: Shown };
    return notification;
  } catch {
    return null;
  }
}

async function show(shown: Shown): Promise<void> {
  for (const page of await pages()) page.postMessage({ kind: "notified" });
  const { title, body, lang, dir, tag, navigate } = shown;
  await worker.registration.showNotification(title, { body, lang, dir, tag, data: { navigate } });
}

/** The page that is open already, if one is, or a new one. Only pages of this server are opened. */
async function open(url: string): Promise<void> {
  const wanted = new URL(url, location.origin);
  if (wanted.origin !== location.origin) return;
  const there = (await pages()).find((page) => new URL(page.url).pathname === wanted.pathname);
  if (!there) await worker.clients.openWindow(wanted.href);
  else await ((await there.navigate(wanted.href)) ?? there).focus();
}

function pages(): Promise<readonly WindowClient[]> {
  return worker.clients.matchAll({ type: "window", includeUncontrolled: true });
}
