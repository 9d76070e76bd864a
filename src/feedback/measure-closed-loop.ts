import { requireFinite, requireIterable } from '../errors/index.ts';
import type { Rate } from '../statistics/index.ts';
import { measureRate, quantile } from '../statistics/index.ts';
import { epochOf } from '../time/index.ts';
import type { Answer } from './answer.ts';
import { eachAnswer, tieIdOf } from './each-answer.ts';
import type { FollowUp, FollowUpContact, FollowUpOptions, FollowUpPolicy } from './list-follow-ups.ts';
import { listFollowUps, triggerLevels } from './list-follow-ups.ts';
import { siftAnswer } from './sift-answer.ts';

/** Period, instant of the knowledge, and what a customer is worth. */
export interface ClosedLoopOptions extends FollowUpOptions {
  /** what keeping one customer is worth, in currency units; adds `preservedValue` */
  valuePerCustomer?: number;
}

/** How well unhappy customers were looked after in a period. */
export interface ClosedLoopReport {
  /** answers that called for a contact */
  triggered: number;
  /** contacted at or before the due instant */
  contactedInTime: number;
  /** contacted after it */
  contactedLate: number;
  /** not contacted and late */
  overdue: number;
  /** not contacted and not yet due */
  open: number;
  /** contacted in time / (triggered − open): what is not yet decided leaves the base */
  closeRate: Rate;
  /** customers contacted whose next answer is no longer a trigger / customers contacted */
  rescueRate: Rate;
  /** customers contacted who have answered again since; the others are in the base of the rescue rate and not rescued */
  reasked: number;
  /** median days of 24 hours from answer to contact; null when nobody was contacted */
  medianDaysToContact: number | null;
  /** rescued × value per customer, in currency units; only when a value is given */
  preservedValue?: number;
}

/**
 * How well the loop with unhappy customers is closed: called in time, and happier afterwards.
 *
 * A customer counts as rescued when the first valid answer **after the earliest contact** (up to `asOf`, also after the
 * period) is outside the trigger set. This is what happened after a call, not because of it: unhappy scores drift back
 * to the middle by themselves. Compare with customers who were not called before you pay for it.
 *
 * @param policy - levels that call for a contact, and how soon
 * @param answers - rows in any order; those that open a follow-up need an id
 * @param contacts - contacts in any order, by id of the answer
 * @param options - period, instant of the knowledge, value per customer
 * @returns counts and rates; rates without a base are null with reason `'empty'`
 * @throws InputError as {@link listFollowUps} does, `not-finite` for the value
 *
 * @example Do we call unhappy customers in time, and does it help?
 * ```ts
 * import { measureClosedLoop, NPS } from 'clientele/feedback';
 *
 * const policy = { metric: NPS, trigger: [0, 1, 2, 3, 4, 5, 6], contactWithinDays: 2 };
 * const answers = [
 *   { id: 'a1', customerId: 'ann', at: '2025-03-01T10:00:00Z', score: 3 },
 *   { id: 'a2', customerId: 'ann', at: '2025-03-20T10:00:00Z', score: 9 },
 * ];
 * const report = measureClosedLoop(policy, answers, [{ answerId: 'a1', at: '2025-03-02T10:00:00Z' }], {
 *   asOf: '2025-04-01T00:00:00Z',
 *   from: '2025-03-01T00:00:00Z',
 *   to: '2025-04-01T00:00:00Z',
 *   valuePerCustomer: 1100,
 * });
 * report.closeRate.value; // => 1
 * report.preservedValue; // => 1100
 * ```
 */
export function measureClosedLoop<Id extends string | number = string>(
  policy: FollowUpPolicy,
  answers: Iterable<Answer<Id>>,
  contacts: Iterable<FollowUpContact>,
  options: ClosedLoopOptions,
): ClosedLoopReport {
  // Read twice: an iterable may be used up by the first reading.
  const rows = [...requireIterable(answers, 'answers')];
  const tasks = listFollowUps(policy, rows, contacts, options);
  const count = (status: FollowUp['status']): number => tasks.filter((task) => task.status === status).length;
  const contactedAt = new Map<Id, number>();
  const days: number[] = [];
  for (const task of tasks) {
    if (task.contactedAt === null) continue;
    days.push((task.contactedAt - task.answeredAt) / 86_400_000);
    contactedAt.set(task.customerId, Math.min(task.contactedAt, contactedAt.get(task.customerId) ?? Infinity));
  }
  const next = answersAfter(rows, contactedAt, policy, epochOf(options.asOf, 'options.asOf'));
  const triggers = triggerLevels(policy);
  const rescued = [...next.values()].filter(({ level }) => !triggers.has(level)).length;
  days.sort((a, b) => a - b);
  const open = count('open');
  const { valuePerCustomer } = options;
  return {
    triggered: tasks.length,
    contactedInTime: count('contacted-in-time'),
    contactedLate: count('contacted-late'),
    overdue: count('overdue'),
    open,
    closeRate: measureRate({ numerator: count('contacted-in-time'), denominator: tasks.length - open }),
    rescueRate: measureRate({ numerator: rescued, denominator: contactedAt.size }),
    reasked: next.size,
    medianDaysToContact: days.length === 0 ? null : quantile(days, 0.5),
    ...(valuePerCustomer === undefined
      ? {}
      : { preservedValue: rescued * requireFinite(valuePerCustomer, 'options.valuePerCustomer') }),
  };
}

/** The first valid answer of each contacted customer after the contact; at one instant the smaller id, then the lower level. */
function answersAfter<Id extends string | number>(
  answers: readonly Answer<Id>[],
  contactedAt: ReadonlyMap<Id, number>,
  policy: FollowUpPolicy,
  asOf: number,
): Map<Id, { at: number; id: string; level: number }> {
  const next = new Map<Id, { at: number; id: string; level: number }>();
  eachAnswer(answers, (answer, at, row) => {
    const contact = contactedAt.get(answer.customerId);
    if (contact === undefined) return;
    const level = siftAnswer(answer, policy.metric.scale, row);
    if (level < 0 || at <= contact || at > asOf) return;
    const id = tieIdOf(answer, row);
    const rival = next.get(answer.customerId);
    const earlier =
      !rival || at < rival.at || (at === rival.at && (id < rival.id || (id === rival.id && level < rival.level)));
    if (earlier) next.set(answer.customerId, { at, id, level });
  });
  return next;
}
