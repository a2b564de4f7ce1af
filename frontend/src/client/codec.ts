/** Frames to text and back. The one place to change if the wire ever stops being JSON. */

import type { Command, Downward, Request } from "../wire/frames";

const KINDS: Readonly<Record<Downward["kind"], true>> = {
  welcome: true,
  pong: true,
  joined: true,
  push: true,
  reset: true,
  ended: true,
  presence: true,
  reactions: true,
  reply: true,
};

const UTF8 = new TextEncoder();

/** How long the text is on the wire, as the server counts it. */
export function bytesOf(text: string): number {
  return UTF8.encode(text).length;
}

export function encode(id: string, room: string | null, body: Command): string {
  const request: Request = { id, room, body };
  return JSON.stringify(request);
}

/** The frame, or null for what this client does not know: a newer server may say more than we understand. */
export function decode(text: string): Downward | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isFrame(value) ? value : null;
}

function isFrame(value: unknown): value is Downward {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  return typeof value.kind === "string" && Object.hasOwn(KINDS, value.kind);
}
