/** What was asked for and is not on the screen yet: `data-coming` on the page's root says that something is. */

let many = 0;

export function coming(more: 1 | -1): void {
  many += more;
  document.documentElement.toggleAttribute("data-coming", many > 0);
}
