/**
 * One process, one data set, the competitors interleaved (A B C A B C …), medians of ratios: absolute times on a busy
 * machine are noise, ratios of neighbours are not.
 */

/** One thing to measure: ours, the hand-written loop that bounds it, and the npm peer where one exists. */
export interface BenchCase<Data = any> {
  /** what is measured, with the size of the data */
  name: string;
  /** makes the data, by seed */
  data: () => Data;
  /** our function */
  ours: (data: Data) => unknown;
  /** the plain hand-written code that bounds it */
  limit: (data: Data) => unknown;
  /** the package that people use today */
  peer?: { name: string; run: (data: Data) => unknown };
  /** highest ours/limit that the brief allows */
  goal: number;
  /** compares the answers before anything is timed; throws when they differ */
  check?: (ours: unknown, other: unknown, who: 'limit' | 'peer') => void;
  /** counted rounds, 15 unless said otherwise */
  rounds?: number;
}

/** Median and quartiles of a ratio. */
export interface Ratios {
  low: number;
  median: number;
  high: number;
}

function quartiles(values: number[]): Ratios {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => sorted[Math.round(p * (sorted.length - 1))]!;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

async function time(run: () => unknown): Promise<number> {
  const start = performance.now();
  const answer = run();
  // Some peers answer later; the others are not made to wait.
  if (answer instanceof Promise) await answer;
  return performance.now() - start;
}

/** Runs one case and returns its ratios and our own median time in ms. */
export async function measure(one: BenchCase): Promise<{ limit: Ratios; peer: Ratios | string | null; ms: number }> {
  const data = one.data();
  const answer = one.ours(data);
  one.check?.(answer, one.limit(data), 'limit');
  let peerError: string | null = null;
  try {
    if (one.peer) one.check?.(answer, await one.peer.run(data), 'peer');
  } catch (error) {
    peerError = (error as Error).message;
  }
  const toLimit: number[] = [];
  const toPeer: number[] = [];
  const times: number[] = [];
  const warmUp = 2;
  for (let round = 0; round < warmUp + (one.rounds ?? 15); round++) {
    const ours = await time(() => one.ours(data));
    const limit = await time(() => one.limit(data));
    const peer = one.peer && peerError === null ? await time(() => one.peer!.run(data)) : null;
    if (round < warmUp) continue;
    times.push(ours);
    toLimit.push(ours / limit);
    if (peer !== null) toPeer.push(ours / peer);
  }
  return {
    limit: quartiles(toLimit),
    peer: peerError ?? (toPeer.length > 0 ? quartiles(toPeer) : null),
    ms: quartiles(times).median,
  };
}
