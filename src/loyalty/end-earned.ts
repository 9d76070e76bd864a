import type { Grant, LadderState, WindowState } from './account.ts';
import { versionAt } from './compile-program.ts';
import { isEarned } from './grants.ts';
import type { WindowLadder } from './ladder.ts';
import type { Work } from './work.ts';

/**
 * Whether a level without an end was given for as long as it is met, by the version in force when it began. Where no level
 * ever ends, this one does not either.
 */
export function isWhileMet(work: Work, ladderId: string, grant: Pick<Grant, 'fromAt' | 'untilAt'>): boolean {
  if (grant.untilAt !== null) return false;
  const { validity, downgrade } = windowLadderAt(work, ladderId, grant.fromAt);
  return validity.kind === 'while-met' && downgrade?.kind !== 'never';
}

/** A ladder as it stood at an instant. */
export function windowLadderAt({ compiled }: Work, ladderId: string, at: number): WindowLadder {
  return versionAt(compiled, at).ladders.find(({ ladder }) => ladder.id === ladderId)!.ladder as WindowLadder;
}

/** Ends what a window earned at a level: all of it, or what was given for as long as it is met; says whether it had any. */
export function endEarned(
  work: Work,
  ladderId: string,
  state: LadderState,
  window: WindowState,
  level: number,
  at: number,
  all: boolean,
): boolean {
  const mine = state.grants.filter(
    (grant) =>
      grant.level === level &&
      isEarned(grant) &&
      grant.windowAt === window.fromAt &&
      (all || isWhileMet(work, ladderId, grant)),
  );
  for (const grant of mine) if (grant.untilAt === null || grant.untilAt > at) grant.untilAt = at;
  state.grants = state.grants.filter((grant) => grant.fromAt < at || !mine.includes(grant));
  return mine.length > 0;
}
