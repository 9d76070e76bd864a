import { InputError } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';

/** The span of time whose answers count, half open: an answer at `to` belongs to the next window. */
export interface AnswerWindow {
  /** first instant that counts; open when absent */
  from?: Instant;
  /** end, excluded; open when absent */
  to?: Instant;
}

/** Ends of a window as epoch ms, infinite where open. An end before the start is a slip, not an empty window. */
export function windowEnds(window: AnswerWindow): { fromAt: number; toAt: number } {
  const fromAt = window.from === undefined ? -Infinity : epochOf(window.from, 'options.from');
  const toAt = window.to === undefined ? Infinity : epochOf(window.to, 'options.to');
  if (fromAt > toAt) throw new InputError('out-of-order', 'options.to', 'expected an instant not before options.from');
  return { fromAt, toAt };
}
