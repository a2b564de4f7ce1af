/** Whether the window is that wide, as it is now. */
class Wide {
  current = $state(false);

  constructor(width: string) {
    const query = matchMedia(`(min-width: ${width})`);
    this.current = query.matches;
    query.addEventListener("change", () => (this.current = query.matches));
  }
}

/** There is room for columns beside the stage, or beside what is on air. */
export const wide = new Wide("64rem");

/** There is room for a third column in the studio. */
export const roomy = new Wide("85rem");
