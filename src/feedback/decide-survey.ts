import type { Reason } from '../errors/index.ts';
import { InputError, requireList, requireObject, requireOneOf, throwFirstProblem } from '../errors/index.ts';
import { hashFraction } from '../statistics/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import { checkSurveyRules } from './check-survey-rules.ts';
import type { CoolDown, SurveyCustomer, SurveyEvent, SurveyRule, SurveyRules } from './survey-rules.ts';

/** What is asked, and when. */
export interface DecideSurveyOptions {
  /** name of the survey that is about to go out */
  survey: string;
  /** the instant of the decision; what happened at it counts, later events are ignored */
  asOf: Instant;
}

/** Why a customer may not be asked. */
export type SurveyReasonCode = 'no-consent' | 'first-seen-unknown' | 'new-customer' | 'cool-down' | 'not-sampled';

/** The facts behind a reason. */
export interface SurveyReasonFacts {
  /** name of the cool-down; absent for other reasons */
  name?: string;
  /** instant from which this no longer stands in the way, epoch ms; null when time alone will not help */
  untilAt: number | null;
}

/** Whether a customer may be asked. */
export interface SurveyDecision {
  /** every gate is open */
  eligible: boolean;
  /** every gate that is closed: consent, first seen, cool-downs in the order of the rules, sample */
  reasons: Reason<SurveyReasonCode, SurveyReasonFacts>[];
  /** instant from which the customer may be asked, epoch ms; null when eligible now, or when time alone will not help */
  nextChangeAt: number | null;
}

const DAY = 86_400_000;

/**
 * Whether this customer may be asked this survey now, why not, and from when on.
 *
 * Every gate must be open. A cool-down is counted **from the event**, not by the calendar: an event blocks for
 * `[t, t + days)`, so at exactly t + days one may ask again. With `maximum` m it blocks while m events lie inside, and the
 * m-th newest decides when it opens. A sample is drawn by hashing seed, survey and customer: the same customers every
 * time, and a larger share keeps all of the smaller one.
 *
 * @param rules - the rules
 * @param customer - what is known of the customer
 * @param options - survey and instant
 * @returns the decision with all reasons
 * @throws InputError the first error of {@link checkSurveyRules}, `not-an-instant`, `unknown-name` for the kind of an
 *   event, `wrong-type` for events that are no list, `missing-value` when a sample is asked for and the customer has no id
 *
 * @example May I send this customer the Q2 survey?
 * ```ts
 * import type { SurveyRules } from 'clientele/feedback';
 * import { decideSurvey } from 'clientele/feedback';
 *
 * const rules: SurveyRules = {
 *   kind: 'survey-rules',
 *   version: 1,
 *   coolDowns: [{ name: 'any-survey', scope: 'all', counts: ['sent'], days: 30 }],
 *   surveys: {},
 * };
 * const events = [{ survey: 'nps-q1', kind: 'sent' as const, at: '2025-03-20T09:00:00Z' }];
 * const decision = decideSurvey(rules, { events }, { survey: 'nps-q2', asOf: '2025-04-01T09:00:00Z' });
 * decision.eligible; // => false
 * new Date(decision.nextChangeAt!).toISOString(); // => '2025-04-19T09:00:00.000Z'
 * ```
 */
export function decideSurvey(
  rules: SurveyRules,
  customer: SurveyCustomer,
  options: DecideSurveyOptions,
): SurveyDecision {
  throwFirstProblem(checkSurveyRules(rules), 'rules');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const { survey } = options;
  const rule = ruleOf(rules, survey);
  const reasons: Reason<SurveyReasonCode, SurveyReasonFacts>[] = [];
  const block = (code: SurveyReasonCode, untilAt: number | null, name?: string): void => {
    reasons.push({ code, facts: name === undefined ? { untilAt } : { name, untilAt } });
  };
  if (rules.consent === 'required' && customer.consent !== true) block('no-consent', null);
  if (rules.newCustomerDays !== undefined) {
    const seen = customer.firstSeenAt;
    const untilAt =
      seen === null || seen === undefined
        ? null
        : epochOf(seen, 'customer.firstSeenAt') + Math.ceil(rules.newCustomerDays * DAY);
    if (untilAt === null) block('first-seen-unknown', null);
    else if (asOf < untilAt) block('new-customer', untilAt);
  }
  const past = pastEvents(customer.events, asOf);
  const exempt = new Set(rule.exemptFrom);
  for (const coolDown of [...rules.coolDowns, ...(rule.coolDowns ?? [])]) {
    if (exempt.has(coolDown.name)) continue;
    const { maximum = 1, days } = coolDown;
    const event = past.filter((one) => counts(rules, coolDown, one, survey, rule.group))[maximum - 1];
    if (!event) continue;
    const untilAt = days === null ? null : event.at + Math.ceil(days * DAY);
    if (untilAt === null || asOf < untilAt) block('cool-down', untilAt, coolDown.name);
  }
  const share = rule.sampleShare ?? rules.sampleShare;
  if (share !== undefined && !isSampled(rules.seed!, survey, customer, share)) block('not-sampled', null);
  const releases = reasons.map(({ facts }) => facts.untilAt);
  const open = releases.every((untilAt) => untilAt !== null);
  return {
    eligible: reasons.length === 0,
    reasons,
    nextChangeAt: reasons.length > 0 && open ? Math.max(...(releases as number[])) : null,
  };
}

function ruleOf(rules: SurveyRules, survey: string): SurveyRule {
  return Object.hasOwn(rules.surveys, survey) ? rules.surveys[survey]! : {};
}

/** What has happened by now, newest first. */
function pastEvents(events: readonly SurveyEvent[], asOf: number): { survey: string; kind: string; at: number }[] {
  const past = requireList(events, 'customer.events').map((event, i) => {
    const path = `customer.events[${i}]`;
    const { survey, kind, at } = requireObject(event, path);
    requireOneOf(kind, ['sent', 'shown', 'answered', 'dismissed'], `${path}.kind`);
    return { survey, kind, at: epochOf(at, `${path}.at`) };
  });
  return past.filter(({ at }) => at <= asOf).sort((a, b) => b.at - a.at);
}

function counts(
  rules: SurveyRules,
  { scope, counts: kinds }: CoolDown,
  event: { survey: string; kind: string },
  survey: string,
  group: string | undefined,
): boolean {
  if (!(kinds as readonly string[]).includes(event.kind)) return false;
  if (scope === 'all') return true;
  if (scope === 'survey') return event.survey === survey;
  return group !== undefined && ruleOf(rules, event.survey).group === group;
}

function isSampled(seed: number, survey: string, customer: SurveyCustomer, share: number): boolean {
  const { customerId } = customer;
  if (customerId === undefined) {
    throw new InputError('missing-value', 'customer.customerId', 'expected an id: only a sample of customers is asked');
  }
  // As JSON the two names cannot run into each other, and 1 and '1' are two customers.
  return hashFraction(seed, JSON.stringify([survey, customerId])) < share;
}
