/** The server's clock as seen from here: the sample with the shortest round trip is the best one. */

export interface Sample {
  readonly roundTrip: number;
  /** Add this to the local clock to get the server's. */
  readonly offset: number;
}

const KEPT = 8;

export function sample(sentAt: number, receivedAt: number, serverAt: number): Sample {
  const roundTrip = Math.max(0, receivedAt - sentAt);
  return { roundTrip, offset: Math.round(serverAt - (sentAt + roundTrip / 2)) };
}

/** The last few samples with a new one; older ones are forgotten, clocks drift. */
export function remember(samples: readonly Sample[], fresh: Sample): readonly Sample[] {
  return [...samples, fresh].slice(-KEPT);
}

export function bestOffset(samples: readonly Sample[]): number {
  const [first, ...rest] = samples;
  if (!first) return 0;
  return rest.reduce((best, each) => (each.roundTrip < best.roundTrip ? each : best), first).offset;
}
