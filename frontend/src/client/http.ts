/** HTTPS beside the socket: tickets, what is read once, and uploads. */

import type { Reply } from "../wire/frames";
import type { Gets, Posts } from "../wire/http";

export class HttpRefusal extends Error {
  readonly status: number;
  /** What the server said: a refusal code, or words for people. */
  readonly said: string | null;
  /** More of it in words, for some codes. */
  readonly detail: string | null;

  constructor(status: number, said: string | null, detail: string | null = null) {
    super(`refused with ${status}${said ? ` ${said}` : ""}`);
    this.status = status;
    this.said = said;
    this.detail = detail;
  }
}

/**
 * Addresses, their parameters and answers are those of the server's OpenAPI document. Each call throws
 * `HttpRefusal`.
 */
export interface Http {
  get<P extends keyof Gets>(path: P, params: Gets[P]["params"]): Promise<Gets[P]["answer"]>;
  /** With an `id`, sent again after a lost answer it has one effect. */
  post<P extends keyof Posts>(
    path: P,
    params: Posts[P]["params"],
    body: unknown,
    id?: string,
  ): Promise<Posts[P]["answer"]>;
  upload<P extends keyof Posts>(path: P, params: Posts[P]["params"], file: File): Promise<Posts[P]["answer"]>;
  /** One command of a room, under its id; a refusal that arrives as an answer is thrown, too. */
  command(room: string, type: string, body: unknown, id: string): Promise<Reply>;
}

type Params = Readonly<Record<string, string | number | null | undefined>>;

/** The address with its parameters: those it names in their places, the others behind the question mark. */
export function address(path: string, params: Params): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    const place = `{${name}}`;
    if (filled.includes(place)) filled = filled.replace(place, encodeURIComponent(value));
    else query.set(name, String(value));
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

const PATIENCE_MS = 10_000;
const UPLOAD_PATIENCE_MS = 120_000;

/** Same-origin requests; `csrf` gives what Django wants beside its cookie, at this moment. */
export function sameOrigin(csrf: () => string): Http {
  const call = async <T>(path: string, init: RequestInit, patience = PATIENCE_MS): Promise<T> => {
    const headers = { Accept: "application/json", "X-CSRFToken": csrf(), ...init.headers };
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(path, { credentials: "same-origin", ...init, headers, signal });
    if (!response.ok) throw new HttpRefusal(response.status, await saidIn(response));
    return (await response.json()) as T;
  };
  const post = <T>(path: string, body: unknown, id?: string): Promise<T> => {
    const headers = {
      "Content-Type": "application/json",
      ...(id === undefined ? {} : { "Idempotency-Key": id }),
    };
    return call(path, { method: "POST", body: JSON.stringify(body), headers });
  };
  return {
    get: (path, params) => call(address(path, params), { method: "GET" }),
    post: (path, params, body, id) => post(address(path, params), body, id),
    upload: (path, params, file) => {
      const body = new FormData();
      body.append("file", file);
      return call(address(path, params), { method: "POST", body }, UPLOAD_PATIENCE_MS);
    },
    command: async (room, type, body, id) => {
      const reply = await post<Reply>(`/api/rooms/${room}/commands/${type}`, body, id);
      if (!reply.ok) throw new HttpRefusal(200, reply.error?.code ?? null, reply.error?.detail ?? null);
      return reply;
    },
  };
}

/** `{"error": {"code"}}` of a refused command, or `{"detail"}` of anything else. */
async function saidIn(response: Response): Promise<string | null> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null) return null;
  if ("error" in body && typeof body.error === "object" && body.error !== null && "code" in body.error) {
    return String(body.error.code);
  }
  return "detail" in body && typeof body.detail === "string" ? body.detail : null;
}
