/** How long a line may be edited; the server decides, this only keeps a useless button off the screen. */

const EDIT_MS = 60_000;

export function isEditable({ at }: { at: number }, now: number): boolean {
  return now <= at + EDIT_MS;
}
