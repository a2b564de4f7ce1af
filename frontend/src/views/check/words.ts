/** What Django wrote into the page of a check. */

export interface CheckPage {
  readonly room: string;
  readonly roomUrl: string;
  readonly giveaway: string;
  readonly prize: string;
  readonly open: boolean;
  readonly first: number;
  readonly last: number;
}
