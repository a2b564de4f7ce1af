/** HTTPS beside the socket: tickets, what is read once, and uploads. */

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

export interface Http {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
  upload<T>(path: string, file: File): Promise<T>;
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
  return {
    get: (path) => call(path, { method: "GET" }),
    post: (path, body, headers) =>
      call(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", ...headers },
      }),
    upload: (path, file) => {
      const body = new FormData();
      body.append("file", file);
      return call(path, { method: "POST", body }, UPLOAD_PATIENCE_MS);
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
