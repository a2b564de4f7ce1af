/**
 * Tells the server how many frames were read, so that nothing between it and here has to hold more than a
 * window.
 */
export class Receipts {
  readonly #say: (frames: number) => void;
  #every = Infinity;
  #read = 0;
  #said = 0;

  constructor(say: (frames: number) => void) {
    this.#say = say;
  }

  /** A new connection: nothing was read on it, and nothing is said before `begin`. */
  reset(): void {
    this.#every = Infinity;
    this.#read = this.#said = 0;
  }

  /** From now on it is said after so many frames. */
  begin(every: number): void {
    this.#every = every;
  }

  /** One more frame was read. */
  count(): void {
    this.#read += 1;
    if (this.#read - this.#said < this.#every) return;
    this.#said = this.#read;
    this.#say(this.#read);
  }
}
