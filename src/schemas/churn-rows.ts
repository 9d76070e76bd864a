import type {
  ChurnExample,
  DatedExample,
  FeatureSchema,
  HealthOutcome,
  OutcomeRow,
  RecordOf,
  ScoredRow,
} from '../churn/index.ts';
import type { Issue } from '../errors/index.ts';
import {
  churnExampleSchema,
  churnRecordSchema,
  DatedExampleSchema,
  HealthOutcomeSchema,
  OutcomeRowSchema,
  ScoredRowSchema,
} from './churn.ts';
import { parseRows } from './parse.ts';

/** The sound rows, and what is wrong with the others. */
export interface ParsedChurnExamples<S extends FeatureSchema> {
  /** sound rows in their order */
  examples: ChurnExample<S>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows, and what is wrong with the others. */
export interface ParsedChurnRecords<S extends FeatureSchema> {
  /** sound rows in their order */
  records: RecordOf<S>[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows, and what is wrong with the others. */
export interface ParsedScoredRows {
  /** sound rows in their order */
  rows: ScoredRow[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows, and what is wrong with the others. */
export interface ParsedHealthOutcomes {
  /** sound rows in their order */
  outcomes: HealthOutcome[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows, and what is wrong with the others. */
export interface ParsedOutcomeRows {
  /** sound rows in their order */
  rows: OutcomeRow[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/** The sound rows, and what is wrong with the others. */
export interface ParsedDatedExamples {
  /** sound rows in their order */
  examples: DatedExample[];
  /** every refused row with row, path and code */
  issues: Issue[];
}

/**
 * Parses untrusted training rows of a churn model, one by one. It never throws and loses nothing silently.
 *
 * @param features - the features of the model, in code or of `parseFeatures`
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these rows may train my model?
 * ```ts
 * import { parseChurnExamples } from 'clientele/schemas';
 *
 * const features = [{ name: 'orders', kind: 'number' }] as const;
 * const { examples, issues } = parseChurnExamples(features, [
 *   { features: { orders: 3 }, churned: false },
 *   { features: { orders: '3' }, churned: true },
 * ]);
 * examples; // => [{ features: { orders: 3 }, churned: false }]
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/features/orders', 'wrong-type']]
 * ```
 */
export function parseChurnExamples<const S extends FeatureSchema>(features: S, rows: unknown): ParsedChurnExamples<S> {
  const { values, issues } = parseRows(churnExampleSchema(features), rows);
  return { examples: values, issues };
}

/**
 * Parses untrusted feature records of customers to be scored, one by one. A feature without its key is refused: null says that
 * nothing is known. It never throws and loses nothing silently.
 *
 * @param features - the features of the model, in code or of `parseFeatures`
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these customers can I score?
 * ```ts
 * import { parseChurnRecords } from 'clientele/schemas';
 *
 * const features = [{ name: 'orders', kind: 'number' }] as const;
 * const { records, issues } = parseChurnRecords(features, [{ orders: 3 }, { orders: null }, { order: 4 }]);
 * records; // => [{ orders: 3 }, { orders: null }]
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[2, '/orders', 'missing-value']]
 * ```
 */
export function parseChurnRecords<const S extends FeatureSchema>(features: S, rows: unknown): ParsedChurnRecords<S> {
  const { values, issues } = parseRows(churnRecordSchema(features), rows);
  return { records: values, issues };
}

/**
 * Parses untrusted forecasts with outcomes, one by one. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these scores can be judged?
 * ```ts
 * import { parseScoredRows } from 'clientele/schemas';
 *
 * const { rows, issues } = parseScoredRows([
 *   { probability: 0.3, churned: true },
 *   { probability: 30, churned: true },
 * ]);
 * rows; // => [{ probability: 0.3, churned: true }]
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/probability', 'not-a-probability']]
 * ```
 */
export function parseScoredRows(rows: unknown): ParsedScoredRows {
  const parsed = parseRows(ScoredRowSchema, rows);
  return { rows: parsed.values, issues: parsed.issues };
}

/**
 * Parses untrusted health scores with what then happened, one by one. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these histories can judge my health score?
 * ```ts
 * import { parseHealthOutcomes } from 'clientele/schemas';
 *
 * const { outcomes, issues } = parseHealthOutcomes([{ score: 80, churned: false }, { score: 180, churned: false }]);
 * outcomes.length; // => 1
 * issues[0].code; // => 'out-of-range'
 * ```
 */
export function parseHealthOutcomes(rows: unknown): ParsedHealthOutcomes {
  const { values, issues } = parseRows(HealthOutcomeSchema, rows);
  return { outcomes: values, issues };
}

/**
 * Parses untrusted values of one variable with outcomes, one by one. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these rows can be binned?
 * ```ts
 * import { parseOutcomeRows } from 'clientele/schemas';
 *
 * const { rows, issues } = parseOutcomeRows([{ value: null, churned: false }, { value: [], churned: false }]);
 * rows; // => [{ value: null, churned: false }]
 * issues[0].path; // => '/value'
 * ```
 */
export function parseOutcomeRows(rows: unknown): ParsedOutcomeRows {
  const parsed = parseRows(OutcomeRowSchema, rows);
  return { rows: parsed.values, issues: parsed.issues };
}

/**
 * Parses untrusted examples for the check of leakage, one by one. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Do these rows say when each feature was known?
 * ```ts
 * import { parseDatedExamples } from 'clientele/schemas';
 *
 * const { examples, issues } = parseDatedExamples([
 *   { landmarkAt: 0, churned: true, features: { calls: 5 }, knownAt: { calls: '2024-01-10' } },
 * ]);
 * examples.length; // => 0
 * issues.map(({ path, code }) => [path, code]); // => [['/knownAt/calls', 'not-an-instant']]
 * ```
 */
export function parseDatedExamples(rows: unknown): ParsedDatedExamples {
  const { values, issues } = parseRows(DatedExampleSchema, rows);
  return { examples: values, issues };
}
