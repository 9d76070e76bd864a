import { InputError, requireIterable, requireObject, requireWithin } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { Answer } from './answer.ts';
import { windowEnds } from './answer-window.ts';
import { eachAnswer, whoAnswered } from './each-answer.ts';
import type { Metric } from './metric.ts';
import { siftAnswer } from './sift-answer.ts';

/** Which answers call for a call, and how soon. */
export interface FollowUpPolicy {
  /** metric that the answers answer */
  metric: Metric;
  /** levels that open a follow-up: the detractors of NPS, the dissatisfied of CSAT */
  trigger: readonly number[];
  /** days of 24 hours in which the customer is to be contacted */
  contactWithinDays: number;
}

/** Somebody got in touch about an answer. */
export interface FollowUpContact {
  /** id of the answer that it was about */
  answerId: string;
  /** when */
  at: Instant;
}

/** Which answers are looked at, and from when. */
export interface FollowUpOptions {
  /** the instant of the knowledge: what happened up to and at it counts */
  asOf: Instant;
  /** first instant whose answers open follow-ups */
  from: Instant;
  /** end, excluded */
  to: Instant;
}

/** How a follow-up stands: contacted by the due instant, after it, not yet and due, not yet and late. */
export type FollowUpStatus = 'contacted-in-time' | 'contacted-late' | 'open' | 'overdue';

/** One answer that calls for a contact. */
export interface FollowUp<Id extends string | number = string> {
  /** id of the answer */
  answerId: string;
  /** the party that answered */
  customerId: Id;
  /** when it was answered, epoch ms */
  answeredAt: number;
  /** when the contact is due at the latest, epoch ms */
  dueAt: number;
  /** earliest contact at or after the answer, epoch ms; null when there is none */
  contactedAt: number | null;
  /** how it stands */
  status: FollowUpStatus;
}

/**
 * The customers who are to be called: answers that opened a follow-up in a period, when each is due, and how it stands.
 *
 * A contact before the answer does not count; of several after it the earliest does. A promise is kept **at or before**
 * its due instant. Dismissed, open and invalid answers open nothing.
 *
 * @param policy - levels that call for a contact, and how soon
 * @param answers - rows in any order; those that open a follow-up need an id
 * @param contacts - contacts in any order, by id of the answer
 * @param options - period and instant of the knowledge
 * @returns follow-ups by instant of the answer, then by id; empty when nobody was unhappy
 * @throws InputError `not-an-instant`, `out-of-order`, `empty` for no trigger, `out-of-range` for a trigger off the scale
 *   and for days, `missing-value` for an answer without id, `duplicate` for an id twice, and as {@link tallyAnswers} for rows
 *
 * @example Which unhappy customers must be called, and by when?
 * ```ts
 * import { listFollowUps, NPS } from 'clientele/feedback';
 *
 * const policy = { metric: NPS, trigger: [0, 1, 2, 3, 4, 5, 6], contactWithinDays: 2 };
 * const answers = [{ id: 'a1', customerId: 'ann', at: '2025-03-01T10:00:00Z', score: 3 }];
 * const [task] = listFollowUps(policy, answers, [], {
 *   asOf: '2025-03-05T00:00:00Z',
 *   from: '2025-03-01T00:00:00Z',
 *   to: '2025-04-01T00:00:00Z',
 * });
 * task?.status; // => 'overdue'
 * ```
 */
export function listFollowUps<Id extends string | number = string>(
  policy: FollowUpPolicy,
  answers: Iterable<Answer<Id>>,
  contacts: Iterable<FollowUpContact>,
  options: FollowUpOptions,
): FollowUp<Id>[] {
  const asOf = epochOf(options.asOf, 'options.asOf');
  const { fromAt, toAt } = windowEnds(options);
  const triggers = triggerLevels(policy);
  const within = requireWithin(policy.contactWithinDays, { from: 0 }, 'policy.contactWithinDays') * 86_400_000;
  const tasks = new Map<string, FollowUp<Id>>();
  eachAnswer(answers, (answer, answeredAt, row) => {
    if (answeredAt < fromAt || answeredAt >= toAt || answeredAt > asOf) return;
    if (!triggers.has(siftAnswer(answer, policy.metric.scale, row))) return;
    const { id: answerId } = answer;
    const customerId = whoAnswered(answer, row);
    const argument = `answers[${row}].id`;
    if (typeof answerId !== 'string') {
      throw new InputError('missing-value', argument, 'expected an id on every answer that opens a follow-up');
    }
    if (tasks.has(answerId))
      throw new InputError('duplicate', argument, `expected ids once each, got ${answerId} twice`);
    const dueAt = answeredAt + Math.floor(within);
    const status = asOf > dueAt ? 'overdue' : 'open';
    tasks.set(answerId, { answerId, customerId, answeredAt, dueAt, contactedAt: null, status });
  });
  let i = 0;
  for (const contact of requireIterable(contacts, 'contacts')) {
    const path = `contacts[${i++}]`;
    const at = epochOf(requireObject(contact, path).at, `${path}.at`);
    const task = tasks.get(contact.answerId);
    if (!task || at > asOf || at < task.answeredAt || (task.contactedAt !== null && at >= task.contactedAt)) continue;
    task.contactedAt = at;
    task.status = at <= task.dueAt ? 'contacted-in-time' : 'contacted-late';
  }
  return [...tasks.values()].sort((a, b) => a.answeredAt - b.answeredAt || (a.answerId < b.answerId ? -1 : 1));
}

/** Trigger levels as distances from the lowest level, which is what a sifted answer is. */
export function triggerLevels(policy: FollowUpPolicy): Set<number> {
  const { min, max } = policy.metric.scale;
  if (policy.trigger.length === 0) throw new InputError('empty', 'policy.trigger', 'expected at least one level');
  policy.trigger.forEach((level, i) => requireWithin(level, { from: min, to: max }, `policy.trigger[${i}]`));
  return new Set(policy.trigger.map((level) => level - min));
}
