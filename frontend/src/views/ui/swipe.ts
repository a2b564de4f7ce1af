/** A finger that is drawn across: what happens when it has gone far enough one way. */

export interface Swipe {
  readonly down?: () => void;
  /** Towards the edge at which a line begins. */
  readonly back?: () => void;
  /** How far it is down by now; 0 when it is let go. */
  readonly pull?: (px: number) => void;
}

const FAR_PX = 72;

/** An attachment for the element on which the finger is put down. */
export function swipe({ down, back, pull }: Swipe): (on: HTMLElement) => () => void {
  return (on) => {
    let start: { x: number; y: number } | null = null;
    const begin = (event: PointerEvent) => {
      if (event.isPrimary) start = { x: event.clientX, y: event.clientY };
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
      else if (across < -FAR_PX && -across > Math.abs(along)) back?.();
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
