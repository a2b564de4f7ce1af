/** The giveaways that a reader won: shown until she puts them away, in this browser. */

import type { RoomState } from "../../store/reduce";
import type { GiveawayView } from "../../wire/frames";

const KEPT = "livesell.won";
const REMEMBERED = 50;

class Won {
  #away = $state.raw<readonly string[]>(kept());

  of(room: RoomState | null): GiveawayView[] {
    if (!room?.user) return [];
    return room.snapshot.giveaways.filter(
      ({ id, state, winners }) =>
        state === "drawn" && winners.some((each) => each.id === room.user) && !this.#away.includes(id),
    );
  }

  putAway(id: string): void {
    this.#away = [...this.#away, id].slice(-REMEMBERED);
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.#away));
    } catch {
      // A browser that keeps nothing for us: it is shown again on another visit.
    }
  }
}

function kept(): readonly string[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as readonly string[];
  } catch {
    return [];
  }
}

export const won = new Won();
