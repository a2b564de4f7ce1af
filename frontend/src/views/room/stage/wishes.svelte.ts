/** How somebody wants her screens: kept in this browser, for all rooms. */

const KEPT = "livesell.wishes";
export type Look = "auto" | "light" | "dark";

class Wishes {
  /** What happens to her is felt. Off until she asks for it. */
  feels = $state(false);
  /** Single keys are shortcuts on a desk. */
  keys = $state(true);
  chatHidden = $state(false);
  look = $state<Look>("auto");

  constructor() {
    Object.assign(this, kept());
    this.show();
  }

  keep(): void {
    const { feels, keys, chatHidden, look } = this;
    try {
      localStorage.setItem(KEPT, JSON.stringify({ feels, keys, chatHidden, look }));
    } catch {
      // A browser that keeps nothing for us.
    }
    this.show();
  }

  private show(): void {
    if (typeof document === "undefined") return;
    if (this.look === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = this.look;
  }
}

function kept(): Partial<Wishes> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Wishes>;
  } catch {
    return {};
  }
}

export const wishes = new Wishes();
