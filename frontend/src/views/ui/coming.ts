/** What was asked for and is not on the screen yet: `data-coming` on the page's root says that something is. */

/** Longer is worse than a screen that moves. */
const MOST_MS = 4000;
let many = 0;
let waiting: (() => void)[] = [];

export function coming(more: 1 | -1): void {
  many += more;
  document.documentElement.toggleAttribute("data-coming", many > 0);
  if (many > 0) return;
  waiting.forEach((act) => act());
  waiting = [];
}

/** All of it is there, or it takes too long. */
export async function settled(): Promise<void> {
  if (many === 0) return;
  await new Promise<void>((done) => {
    waiting.push(done);
    setTimeout(done, MOST_MS);
  });
}
