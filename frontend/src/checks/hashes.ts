/** SHA-256 and HMAC-SHA256 by the browser itself. Hex in, hex out. */

const UTF8 = new TextEncoder();

export async function sha256(what: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof what === "string" ? UTF8.encode(what) : what;
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}

/** One who makes tickets under a key. */
export async function hmac(key: Uint8Array<ArrayBuffer>): Promise<(text: string) => Promise<string>> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const made = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  return async (text) => hex(await crypto.subtle.sign("HMAC", made, UTF8.encode(text)));
}

/** The 32 bytes that 64 digits say; null for anything else. */
export function bytesOf(digits: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[0-9a-f]{64}$/.test(digits)) return null;
  return Uint8Array.from({ length: 32 }, (_, place) =>
    Number.parseInt(digits.slice(2 * place, 2 * place + 2), 16),
  );
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
