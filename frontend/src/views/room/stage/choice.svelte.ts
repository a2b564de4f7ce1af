/** Which kind of an item she chose, and how many of it she wants. */
export class Choice {
  #kinds = $state.raw<Readonly<Record<string, string>>>({});
  #many = $state.raw<Readonly<Record<string, number>>>({});

  kindOf(itemId: string): string | null {
    return this.#kinds[itemId] ?? null;
  }

  manyOf(itemId: string): number {
    return this.#many[itemId] ?? 1;
  }

  choose(itemId: string, variantId: string): void {
    this.#kinds = { ...this.#kinds, [itemId]: variantId };
  }

  want(itemId: string, many: number): void {
    this.#many = { ...this.#many, [itemId]: many };
  }
}
