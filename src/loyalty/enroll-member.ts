import { markActivity } from './activity-events.ts';
import type { Outcome } from './event-outcome.ts';
import { applied } from './event-outcome.ts';
import { occasionPoints } from './occasion-factor.ts';
import { payFlat } from './pay-flat.ts';
import { read } from './records.ts';
import { refreshLevels } from './refresh-levels.ts';
import { stepLadders } from './step-ladders.ts';
import { windowSpan } from './window-span.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Membership begins with the first fact; with this one where it comes later, or after a close, it begins anew. */
export function enrollMember(work: Work, event: { id: string }, at: number): Outcome {
  const { account } = work;
  const again = account.enrolled && account.closedAt === null;
  if (again) return applied();
  const anew = account.enrolledAt !== at;
  account.enrolledAt = at;
  account.enrolled = true;
  account.closedAt = null;
  account.anniversaries = 0;
  work.nextAt = STALE;
  if (anew) beginYears(work, at);
  markActivity(work, 'enroll', at);
  for (const one of work.version.rules)
    if (one.rule.kind === 'flat' && one.rule.on === 'enrollment')
      payFlat(work, one, at, event.id, (rule) => occasionPoints(work, rule, at));
  return applied();
}

/** Years of the membership begin anew with it: those that run end now. */
function beginYears(work: Work, at: number): void {
  for (const { ladder } of work.version.ladders) {
    if (ladder.kind !== 'window') continue;
    const span = windowSpan(ladder.window, at, work.compiled.zone, at);
    for (const window of read(work.account.ladders, ladder.id)?.windows ?? [])
      if (window.toAt !== null && window.toAt > at && window.fromAt! <= at && window.fromAt !== span?.fromAt)
        window.toAt = at;
  }
  stepLadders(work, at);
  refreshLevels(work, at, null, true);
}
