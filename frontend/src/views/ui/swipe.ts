/** A finger that is drawn across: what happens when it has gone far enough one way. */

export interface Swipe {
  readonly down?: () => void;
  /** Towards the edge at which a line begins. */
  readonly back?: () => void;
  /** Towards the edge at which it ends. */
  readonly forth?: () => void;
  /** How far it is down by now; 0 when it is let go. */
  readonly pull?: (px: number) => void;
}

const FAR_PX = 72;

/** An attachment for the element on which the finger is put down. */
export function swipe({ down, back, forth, pull }: Swipe): (on: HTMLElement) => () => void {
  return (on) => {
    let start: { x: number; y: number } | null = null;
    const begin = (event: PointerEvent) => {
      if (event.isPrimary && !isField(event.target)) start = { x: event.clientX, y: event.clientY };
    };
    const move = (event: PointerEvent) => {
      if (start) pull?.(Math.max(0, event.clientY - start.y));
    };
    const end = (event: PointerEvent) => {
      if (!start || event.type === "pointercancel") return rest();
      const right = getComputedStyle(on).direction === "rtl" ? -1 : 1;
      const [across, along] = [(event.clientX - start.x) * right, event.clientY - start.y];
      rest();
      if (along > FAR_PX && along > Math.abs(across)) down?.();
      else if (Math.abs(across) > FAR_PX && Math.abs(across) > Math.abs(along))
        (across < 0 ? back : forth)?.();
    };
    const rest = () => {
      start = null;
      pull?.(0);
    };
    const stop = new AbortController();
    const { signal } = stop;
    on.addEventListener("pointerdown", begin, { signal });
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
    return () => stop.abort();
  };
}

/** In a field a finger that is drawn across marks words. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}
