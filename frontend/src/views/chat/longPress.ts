/** A finger that stays where it was put down. A pen or a mouse has its own ways: this is for fingers. */

const LONG_MS = 450;
const STILL_PX = 10;

/** An attachment: `act` is told what lay under the finger. The press that would follow is left out. */
export function longPress(act: (on: HTMLElement) => void): (on: HTMLElement) => () => void {
  return (on) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    let done = false;
    const off = () => clearTimeout(timer);
    const begin = ({ pointerType, clientX, clientY, target }: PointerEvent) => {
      off();
      done = false;
      if (pointerType !== "touch" || !(target instanceof HTMLElement)) return;
      from = { x: clientX, y: clientY };
      timer = setTimeout(() => ((done = true), act(target)), LONG_MS);
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - from.x, clientY - from.y) > STILL_PX) off();
    };
    const swallow = (event: Event) => {
      if (done) event.preventDefault();
    };
    const stop = new AbortController();
    const { signal } = stop;
    on.addEventListener("pointerdown", begin, { signal });
    on.addEventListener("pointermove", move, { signal });
    for (const name of ["pointerup", "pointercancel"] as const) on.addEventListener(name, off, { signal });
    for (const name of ["click", "contextmenu"])
      on.addEventListener(name, swallow, { signal, capture: true });
    return () => {
      off();
      stop.abort();
    };
  };
}
