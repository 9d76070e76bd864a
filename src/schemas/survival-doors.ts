import type { CausedSpell, CovariateSpell, ForecastSpell, GroupedSpell, RiskSpell } from '../survival/index.ts';
import { parseRows } from './parse.ts';
import type { ParsedSpells } from './survival.ts';
import {
  CausedSpellSchema,
  CovariateSpellSchema,
  ForecastSpellSchema,
  GroupedSpellSchema,
  RiskSpellSchema,
} from './survival.ts';

/**
 * Parses untrusted spells of groups row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these lifetimes can be compared by plan?
 * ```ts
 * import { parseGroupedSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseGroupedSpells([
 *   { days: 12, ended: true, group: 'monthly' },
 *   { days: 30, ended: false },
 * ]);
 * spells.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/group', 'missing-value']]
 * ```
 */
export function parseGroupedSpells(rows: unknown): ParsedSpells<GroupedSpell> {
  const { values, issues } = parseRows(GroupedSpellSchema, rows);
  return { spells: values, issues };
}

/**
 * Parses untrusted spells with the cause of their end row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these ends can be counted by cause?
 * ```ts
 * import { parseCausedSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseCausedSpells([
 *   { days: 12, cause: 'cancelled' },
 *   { days: 30, cause: 7 },
 * ]);
 * spells.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/cause', 'wrong-type']]
 * ```
 */
export function parseCausedSpells(rows: unknown): ParsedSpells<CausedSpell> {
  const { values, issues } = parseRows(CausedSpellSchema, rows);
  return { spells: values, issues };
}

/**
 * Parses untrusted spells with numbers that may explain them row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example Which of these lifetimes may go into a regression?
 * ```ts
 * import { parseCovariateSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseCovariateSpells([
 *   { days: 12, ended: true, covariates: { yearly: 1 } },
 *   { days: 30, ended: false, covariates: { yearly: 'no' } },
 * ]);
 * spells.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/covariates/yearly', 'wrong-type']]
 * ```
 */
export function parseCovariateSpells(rows: unknown): ParsedSpells<CovariateSpell> {
  const { values, issues } = parseRows(CovariateSpellSchema, rows);
  return { spells: values, issues };
}

/**
 * Parses untrusted spells with the score that was given to them row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example On which of these customers can my score be judged?
 * ```ts
 * import { parseRiskSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseRiskSpells([
 *   { days: 12, ended: true, risk: 0.7 },
 *   { days: 30, ended: false, risk: NaN },
 * ]);
 * spells.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/risk', 'not-finite']]
 * ```
 */
export function parseRiskSpells(rows: unknown): ParsedSpells<RiskSpell> {
  const { values, issues } = parseRows(RiskSpellSchema, rows);
  return { spells: values, issues };
}

/**
 * Parses untrusted spells with the probability that was forecast for them row by row. It never throws and loses nothing silently.
 *
 * @param rows - anything; a list of rows is expected
 * @returns sound rows, and issues with row, path and code
 *
 * @example On which of these customers can my forecast be judged?
 * ```ts
 * import { parseForecastSpells } from 'clientele/schemas';
 *
 * const { spells, issues } = parseForecastSpells([
 *   { days: 12, ended: true, probabilitySurviving: 0.7 },
 *   { days: 30, ended: false, probabilitySurviving: 70 },
 * ]);
 * spells.length; // => 1
 * issues.map(({ row, path, code }) => [row, path, code]); // => [[1, '/probabilitySurviving', 'out-of-range']]
 * ```
 */
export function parseForecastSpells(rows: unknown): ParsedSpells<ForecastSpell> {
  const { values, issues } = parseRows(ForecastSpellSchema, rows);
  return { spells: values, issues };
}
