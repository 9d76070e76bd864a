import { markActivity } from './activity-events.ts';
import type { Outcome } from './event-outcome.ts';
import { applied } from './event-outcome.ts';
import { occasionPoints } from './occasion-factor.ts';
import { payFlat } from './pay-flat.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Membership begins with the first fact, or with this one where it says so; after a close it begins anew. */
export function enrollMember(work: Work, event: { id: string }, at: number): Outcome {
  const { account } = work;
  const again = account.enrolled && account.closedAt === null;
  if (again) return applied();
  account.enrolledAt = at;
  account.enrolled = true;
  account.closedAt = null;
  account.anniversaries = 0;
  work.nextAt = STALE;
  markActivity(work, 'enroll', at);
  for (const one of work.version.rules)
    if (one.rule.kind === 'flat' && one.rule.on === 'enrollment')
      payFlat(work, one, at, event.id, (rule) => occasionPoints(work, rule, at));
  return applied();
}
