/** Presses that nobody meant, and a keyboard that would lose its place: seen to once, for all of a screen. */

/** Watches what is pressed and focused inside `root`, for as long as the page lives. */
export function watchPresses(root: HTMLElement): void {
  let pressed: EventTarget | null = null;
  root.addEventListener(
    "click",
    (event) => {
      if (event.detail <= 1) pressed = buttonOf(event.target);
      if (isDeaf(event, pressed)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
  keepFocus(root);
}

/**
 * A button that waits, or the second half of a double click on what has come under the finger since the
 * first.
 */
function isDeaf(event: MouseEvent, pressed: EventTarget | null): boolean {
  const button = buttonOf(event.target);
  if (button?.getAttribute("aria-disabled") === "true") return true;
  return event.detail > 1 && button !== null && button !== pressed;
}

function buttonOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("button, a, summary, label, [role=button]") : null;
}

/**
 * When what had the focus goes, the closest thing around it that is still there takes it, and not the page:
 * who works
 * by keyboard goes on from where she was.
 */
function keepFocus(root: HTMLElement): void {
  let trail: readonly HTMLElement[] = [];
  root.addEventListener("focusin", (event) => (trail = around(event.target, root)));
  root.addEventListener("focusout", () =>
    queueMicrotask(() => isThere(trail[0]) && document.activeElement === document.body && (trail = [])),
  );
  new MutationObserver(() => {
    if (trail.length === 0 || isThere(trail[0]) || !isNowhere()) return;
    const next = trail.find(isThere);
    if (next) focusOn(next);
  }).observe(root, { childList: true, subtree: true });
}

/** Gives the focus to something that is no field or button, without scrolling to it. */
export function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isThere(element: HTMLElement | undefined): boolean {
  return element !== undefined && element.isConnected && element.checkVisibility();
}

function around(target: EventTarget | null, root: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = target instanceof HTMLElement ? target : null; at && at !== root; at = at.parentElement)
    found.push(at);
  return [...found, root];
}
