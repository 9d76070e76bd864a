import type { Period } from '../time/index.ts';
import type { SegmentWindow, WindowUnit } from './segment-definition.ts';

/** Whether a window counts milliseconds or civil days. */
export interface BuilderWindowOptions {
  /** `'elapsed'` or `'date'`; see the windows of the language */
  by?: 'elapsed' | 'date';
}

/** The windows of a builder; each gives what the builder makes of a window. */
export interface BuilderWindows<Result> {
  /** The last n units. */
  last(amount: number, unit: WindowUnit, options?: BuilderWindowOptions): Result;
  /** n units ago or longer. */
  before(amount: number, unit: WindowUnit, options?: BuilderWindowOptions): Result;
  /** Between a nearer and a farther edge, in units ago. */
  between(edges: readonly [near: number, far: number], unit: WindowUnit, options?: BuilderWindowOptions): Result;
  /** n calendar periods, the last of them the current one. */
  current(amount: number, unit: Period): Result;
  /** n complete calendar periods before the current one. */
  previous(amount: number, unit: Period): Result;
  /** A window that stands still: `[from, to)`. */
  during(window: Extract<SegmentWindow, { from?: unknown }>): Result;
}

/** Makes the windows of a builder. */
export function builderWindows<Result>(make: (window: SegmentWindow) => Result): BuilderWindows<Result> {
  return {
    last: (amount, unit, options) => make({ last: amount, unit, ...options }),
    before: (amount, unit, options) => make({ before: amount, unit, ...options }),
    between: (edges, unit, options) => make({ between: edges, unit, ...options }),
    current: (amount, unit) => make({ current: amount, unit }),
    previous: (amount, unit) => make({ previous: amount, unit }),
    during: make,
  };
}
