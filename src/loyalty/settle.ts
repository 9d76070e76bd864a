import { InputError, requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { advance } from './advance.ts';
import { nextAt } from './next-at.ts';
import { compileProgram, versionAt } from './compile-program.ts';
import type { Program } from './program.ts';
import { requireAccount } from './require-account.ts';
import type { Recorder, Work } from './work.ts';
import { startWork } from './start-work.ts';
import { STALE } from './work.ts';

/** The instant of a question. */
export interface AsOf {
  /** what happened at this instant is included; not before the account's `throughAt` */
  asOf: Instant;
}

/** A copy of an account in which time has passed to an instant. */
export function settle(
  program: Program,
  account: Account<string | number>,
  options: AsOf,
  recorder?: Recorder,
): { work: Work; asOf: number } {
  requireAccount(account);
  const asOf = epochOf(requireObject(options, 'options').asOf, 'options.asOf');
  if (account.throughAt !== null && asOf < account.throughAt)
    throw new InputError(
      'before-account',
      'options.asOf',
      `expected ${account.throughAt} or later (ask the events or a journal about the past), got ${asOf}`,
    );
  const work = startWork(compileProgram(program), account, { recorder });
  if (account.throughAt !== null) advance(work, asOf);
  // Nothing has happened yet, but the program has gone on.
  else work.version = versionAt(work.compiled, asOf);
  return { work, asOf };
}

const ANNIVERSARIES_AHEAD = 25;
/** 36,525 days. */
const CENTURY = 3_155_760_000_000;

/**
 * Where a look ahead ends. A yearly bonus has no last year, and a level without an end is held in one window after the other:
 * without a bound, a question about what they never change would walk to the end of the calendar.
 */
export function horizonOf(work: Work): (at: number) => boolean {
  const { account, version } = work;
  const last = account.anniversaries + ANNIVERSARIES_AHEAD;
  const end = version.ladders.some(({ watched }) => watched) ? (account.throughAt ?? 0) + CENTURY : Infinity;
  return (at) => !(at < Infinity && at <= end) || account.anniversaries >= last;
}

/** Lets time go on, one happening after another, until something differs; null when it never does within a lifetime. */
export function findChange<T extends string | number>(
  work: Work,
  look: (work: Work) => T,
): { at: number; before: T; after: T } | null {
  const before = look(work);
  const isBeyond = horizonOf(work);
  for (;;) {
    const at = nextAt(work);
    if (isBeyond(at)) return null;
    work.nextAt = STALE;
    advance(work, at);
    const after = look(work);
    if (after !== before) return { at, before, after };
  }
}
