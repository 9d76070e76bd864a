import { stepCalendar } from './calendar-steps.ts';
import { read } from './records.ts';
import { rollingRule } from './rolling-rule.ts';
import type { Work } from './work.ts';

/** The next instant at which time alone does something to a ladder; Infinity when it never will again. */
export function nextLadderAt(work: Work): number {
  const { account, compiled, version } = work;
  const now = account.throughAt ?? -Infinity;
  let next = Infinity;
  const consider = (at: number | null): void => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const { ladder } of version.ladders) {
    const state = read(account.ladders, ladder.id);
    if (!state) continue;
    for (const window of state.windows) {
      consider(window.toAt);
      consider(window.fromAt);
      if (window.rolling.length > 0) {
        consider(stepCalendar(window.rolling[0]!.at, rollingRule(ladder, window)!, compiled.zone));
      }
    }
    for (const grant of state.grants) {
      consider(grant.fromAt);
      consider(grant.untilAt);
    }
    for (const one of compiled.extensions) consider(Math.max(one.announcedAt, one.validAt));
  }
  return next;
}
