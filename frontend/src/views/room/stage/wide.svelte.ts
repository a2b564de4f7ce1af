/** Whether there is room for three columns. */
class Wide {
  current = $state(false);

  constructor() {
    const query = matchMedia("(min-width: 64rem)");
    this.current = query.matches;
    query.addEventListener("change", () => (this.current = query.matches));
  }
}

export const wide = new Wide();
