/** The first words of a line, where another one answers it. */

const segmenter = new Intl.Segmenter();
const QUOTED = 60;

export function quoted(text: string): string {
  const line = text.replaceAll("\n", " ");
  let kept = 0;
  for (const { index } of segmenter.segment(line)) {
    if (kept === QUOTED) return `${line.slice(0, index).trimEnd()}…`;
    kept += 1;
  }
  return line;
}
