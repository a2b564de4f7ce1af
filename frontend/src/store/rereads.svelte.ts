import type { Fact } from "../wire/frames";
import type { Part } from "./part";

/** Counters that go up when what was read over HTTPS is to be read again. */
export class Rereads implements Part {
  /** With each snapshot of the show. */
  beginnings = $state(0);
  /** A draft changed. */
  drafts = $state(0);
  /** Somebody's role changed or was offered, by a link too. */
  members = $state(0);
  /** The queue of reports changed. */
  reports = $state(0);

  began(): void {
    this.beginnings += 1;
  }

  told(facts: readonly Fact[]): void {
    if (facts.some(({ event }) => event.type.startsWith("member."))) this.members += 1;
  }

  deskBegan(): void {
    this.drafts += 1;
    this.reports += 1;
  }

  deskTold(facts: readonly Fact[]): void {
    if (facts.some(({ event }) => event.type === "draft.changed")) this.drafts += 1;
    if (facts.some(({ event }) => event.type === "reports.changed")) this.reports += 1;
    if (facts.some(({ event }) => event.type.startsWith("invite."))) this.members += 1;
  }
}
