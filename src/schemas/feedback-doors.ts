import type { Issue } from '../errors/index.ts';
import type {
  AnswerTally,
  DecayedAnswerTally,
  FollowUpContact,
  FollowUpPolicy,
  KanoAnswer,
  Metric,
  Scale,
  SurveyEvent,
  SurveyRules,
} from '../feedback/index.ts';
import {
  AnswerTallySchema,
  DecayedAnswerTallySchema,
  FeedbackMetricSchema,
  FollowUpContactSchema,
  FollowUpPolicySchema,
  KanoAnswerSchema,
  SurveyEventSchema,
  SurveyRulesSchema,
} from './feedback-models.ts';
import type { ParsedValue } from './parse.ts';
import { parseRows, parseValue } from './parse.ts';

/**
 * Parses an untrusted feedback metric; never throws.
 *
 * @param untrusted - anything
 * @returns the metric, or null with everything that is wrong with it, codes of `checkMetric` included
 *
 * @example Is this stored metric one I can count with?
 * ```ts
 * import { parseFeedbackMetric } from 'clientele/schemas';
 * import { NPS } from 'clientele/feedback';
 *
 * parseFeedbackMetric(JSON.parse(JSON.stringify(NPS))).value?.id; // => 'nps'
 * parseFeedbackMetric({ ...NPS, scale: { min: 10, max: 0 } }).issues[0]?.code; // => 'out-of-order'
 * ```
 */
export function parseFeedbackMetric(untrusted: unknown): ParsedValue<Metric> {
  return parseValue(FeedbackMetricSchema, untrusted);
}

/**
 * Parses a stored tally of answers for a metric; never throws. The tally that comes back is typed with the metric's id.
 *
 * @param untrusted - anything
 * @param metric - the metric that it will be read with
 * @returns the tally, or null with what is wrong with it: `metric-mismatch` for a tally of another metric or scale
 *
 * @example May the tally in this table be read as NPS?
 * ```ts
 * import { parseAnswerTally } from 'clientele/schemas';
 * import { measureScore, NPS, tallyScores } from 'clientele/feedback';
 *
 * const row = JSON.stringify(tallyScores(NPS, [10, 9, 3]));
 * const { value } = parseAnswerTally(JSON.parse(row), NPS);
 * value && measureScore(NPS, value).denominator; // => 3
 * ```
 */
export function parseAnswerTally<Id extends string>(
  untrusted: unknown,
  metric: Metric<Id>,
): ParsedValue<AnswerTally<Id>> {
  return ofMetric(parseValue(AnswerTallySchema, untrusted), metric);
}

/**
 * Parses a stored tally of fading answers for a metric; never throws.
 *
 * @param untrusted - anything
 * @param metric - the metric that it will be read with
 * @returns the tally, or null with what is wrong with it: `metric-mismatch` for a tally of another metric or scale
 *
 * @example Is this a fading tally?
 * ```ts
 * import { parseDecayedTally } from 'clientele/schemas';
 * import { NPS } from 'clientele/feedback';
 *
 * parseDecayedTally({}, NPS).value; // => null
 * ```
 */
export function parseDecayedTally<Id extends string>(
  untrusted: unknown,
  metric: Metric<Id>,
): ParsedValue<DecayedAnswerTally<Id>> {
  return ofMetric(parseValue(DecayedAnswerTallySchema, untrusted), metric);
}

/**
 * Parses untrusted survey rules; never throws.
 *
 * @param untrusted - anything
 * @returns the rules, or null with what is wrong with them, codes of `checkSurveyRules` included
 *
 * @example Can these rules be used?
 * ```ts
 * import { parseSurveyRules } from 'clientele/schemas';
 *
 * parseSurveyRules({ kind: 'survey-rules', version: 1, coolDowns: [], surveys: {} }).issues; // => []
 * ```
 */
export function parseSurveyRules(untrusted: unknown): ParsedValue<SurveyRules> {
  return parseValue(SurveyRulesSchema, untrusted);
}

/** The sound events of a survey log, and what is wrong with the others. */
export interface ParsedSurveyEvents {
  /** sound events in their order */
  events: SurveyEvent[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted survey events row by row; never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound events, and issues: `missing-value`, `wrong-type`, `unknown-name`, `not-an-instant`
 *
 * @example Which events can be used?
 * ```ts
 * import { parseSurveyEvents } from 'clientele/schemas';
 *
 * const { events } = parseSurveyEvents([{ survey: 'nps-q1', kind: 'sent', at: '2025-03-01T00:00:00Z' }]);
 * events.length; // => 1
 * ```
 */
export function parseSurveyEvents(rows: unknown): ParsedSurveyEvents {
  const { values, issues } = parseRows(SurveyEventSchema, rows);
  return { events: values, issues };
}

/** The sound contacts of a call log, and what is wrong with the others. */
export interface ParsedFollowUpContacts {
  /** sound contacts in their order */
  contacts: FollowUpContact[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted contacts row by row; never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound contacts, and issues: `missing-value`, `wrong-type`, `not-an-instant`, `out-of-range` (an empty id)
 *
 * @example Which calls can be used?
 * ```ts
 * import { parseFollowUpContacts } from 'clientele/schemas';
 *
 * parseFollowUpContacts([{ answerId: 'a1', at: 'yesterday' }]).issues[0]?.code; // => 'not-an-instant'
 * ```
 */
export function parseFollowUpContacts(rows: unknown): ParsedFollowUpContacts {
  const { values, issues } = parseRows(FollowUpContactSchema, rows);
  return { contacts: values, issues };
}

/** The sound pairs of a Kano survey, and what is wrong with the others. */
export interface ParsedKanoAnswers {
  /** sound pairs in their order */
  answers: KanoAnswer[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted Kano answers row by row; never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound pairs, and issues: `missing-value`, `wrong-type`, `not-an-integer`, `out-of-range`
 *
 * @example Which pairs can be used?
 * ```ts
 * import { parseKanoAnswers } from 'clientele/schemas';
 *
 * parseKanoAnswers([{ present: 1, absent: 6 }]).issues[0]?.path; // => '/absent'
 * ```
 */
export function parseKanoAnswers(rows: unknown): ParsedKanoAnswers {
  const { values, issues } = parseRows(KanoAnswerSchema, rows);
  return { answers: values, issues };
}

/**
 * Parses an untrusted follow-up policy; never throws.
 *
 * @param untrusted - anything
 * @returns the policy, or null with what is wrong with it
 *
 * @example Is this follow-up policy complete?
 * ```ts
 * import { parseFollowUpPolicy } from 'clientele/schemas';
 * import { NPS } from 'clientele/feedback';
 *
 * parseFollowUpPolicy({ metric: NPS, trigger: [0, 1, 2], contactWithinDays: 2 }).issues; // => []
 * ```
 */
export function parseFollowUpPolicy(untrusted: unknown): ParsedValue<FollowUpPolicy> {
  return parseValue(FollowUpPolicySchema, untrusted);
}

/** Gives the tally the type of its metric once it is known to be of it. */
function ofMetric<T extends { metric: string; scale: Scale }, Id extends string>(
  parsed: ParsedValue<T>,
  { id, scale }: Metric<Id>,
): ParsedValue<T & { metric: Id }> {
  const { value, issues } = parsed;
  if (value === null) return { value, issues };
  if (value.metric === id && value.scale.min === scale.min && value.scale.max === scale.max) {
    return { value: value as T & { metric: Id }, issues };
  }
  const message = `expected a tally of ${id} on ${scale.min}-${scale.max}, got ${value.metric}`;
  return { value: null, issues: [{ row: null, path: '/metric', code: 'metric-mismatch', message }] };
}
