/** Tells the server how many frames were read, so that nothing between it and here has to hold more than a window. */

export interface Terms {
  /** After so many frames at once, and at the latest so long after one. */
  readonly frames: number;
  readonly ms: number;
}

export class Receipts {
  readonly #say: (frames: number) => void;
  readonly #later: (ms: number, act: () => void) => void;
  #terms: Terms | null = null;
  #read = 0;
  #said = 0;
  #planned = false;

  constructor(say: (frames: number) => void, later: (ms: number, act: () => void) => void) {
    this.#say = say;
    this.#later = later;
  }

  /** A new connection: nothing was read on it, and nothing is said before `begin`. */
  reset(): void {
    this.#terms = null;
    this.#read = this.#said = 0;
    this.#planned = false;
  }

  begin(terms: Terms): void {
    this.#terms = terms;
  }

  /** One more frame was read. */
  count(): void {
    this.#read += 1;
    if (!this.#terms) return;
    if (this.#read - this.#said >= this.#terms.frames) this.#tell();
    else if (!this.#planned) {
      this.#planned = true;
      this.#later(this.#terms.ms, () => this.#tell());
    }
  }

  #tell(): void {
    this.#planned = false;
    if (this.#read > this.#said) this.#say(this.#read);
    this.#said = this.#read;
  }
}
