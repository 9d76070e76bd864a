/** What a chart found: a point beyond a limit, or eight points in a row on one side of the center. */
export type ChartRule = 'beyond-limits' | 'run-of-8';

/** One signal of a chart. */
export interface ChartSignal {
  /** position of the point, from 0 */
  index: number;
  /** what it broke */
  rule: ChartRule;
}

/** What all charts say. */
export interface ChartFindings {
  /** positions beyond a limit, from 0, ascending */
  beyondLimits: number[];
  /** every signal, by position */
  signals: ChartSignal[];
}

/** Points beyond their limits and, when asked for, runs; a point without a value breaks a run, and so does the center. */
export function findSignals(
  values: readonly (number | null)[],
  limits: (index: number) => { center: number; low: number; high: number },
  rules: readonly ChartRule[],
): ChartFindings {
  const beyondLimits: number[] = [];
  const signals: ChartSignal[] = [];
  let side = 0;
  let run = 0;
  values.forEach((value, index) => {
    const { center, low, high } = limits(index);
    const now = value === null ? 0 : Math.sign(value - center);
    run = now !== 0 && now === side ? run + 1 : Math.abs(now);
    side = now;
    if (value !== null && (value < low || value > high)) {
      beyondLimits.push(index);
      if (rules.includes('beyond-limits')) signals.push({ index, rule: 'beyond-limits' });
    }
    if (run >= 8 && rules.includes('run-of-8')) signals.push({ index, rule: 'run-of-8' });
  });
  return { beyondLimits, signals };
}
