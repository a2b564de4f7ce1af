/** What a guest wanted to claim while she signs up: it waits in this tab, and goes on when she is back. */

export interface Intent {
  readonly variantId: string;
  readonly quantity: number;
  /** Of the price that she saw: another one is asked about again. */
  readonly priceVersion: number;
  readonly at: number;
}

const FRESH_MS = 30 * 60_000;

export function keepIntent(room: string, intent: Intent): void {
  try {
    sessionStorage.setItem(slot(room), JSON.stringify(intent));
  } catch {
    // A browser that keeps nothing for us: she taps again.
  }
}

/** Once: what was taken does not go on a second time. */
export function takeIntent(room: string, now: number): Intent | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(slot(room)) ?? "null") as Intent | null;
    sessionStorage.removeItem(slot(room));
    return found && now - found.at < FRESH_MS ? found : null;
  } catch {
    return null;
  }
}

function slot(room: string): string {
  return `livesell.claims.${room}`;
}
