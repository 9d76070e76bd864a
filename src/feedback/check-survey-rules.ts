import type { Problem } from '../errors/index.ts';
import type { CoolDown, SurveyRules } from './survey-rules.ts';

/** What can be wrong with survey rules. */
export type SurveyRulesProblemCode =
  | 'double-count'
  | 'duplicate'
  | 'empty'
  | 'missing-value'
  | 'not-a-count'
  | 'not-a-probability'
  | 'not-an-integer'
  | 'out-of-range'
  | 'unknown-name'
  | 'wrong-kind'
  | 'wrong-type';

const SCOPES: readonly string[] = ['all', 'group', 'survey'];
const KINDS: readonly string[] = ['sent', 'shown', 'answered', 'dismissed'];

/**
 * Finds what is wrong with survey rules: names used twice, exemptions from rules that do not exist, negative days, shares
 * without a seed, and (a warning) a maximum above 1 over several kinds of events, where one invitation that was sent and
 * shown counts twice.
 *
 * @param rules - the rules; they may come from a file
 * @returns the problems in the order of the rules; empty when they are sound
 *
 * @example Are our survey rules sound?
 * ```ts
 * import { checkSurveyRules } from 'clientele/feedback';
 *
 * const problems = checkSurveyRules({
 *   kind: 'survey-rules',
 *   version: 1,
 *   coolDowns: [{ name: 'any-survey', scope: 'all', counts: ['sent'], days: 30 }],
 *   surveys: { 'ces-ticket': { exemptFrom: ['any-surveys'] } },
 * });
 * problems.map(({ code, path }) => [code, path]); // => [['unknown-name', '/surveys/ces-ticket/exemptFrom/0']]
 * ```
 */
export function checkSurveyRules(rules: SurveyRules): Problem<SurveyRulesProblemCode>[] {
  const problems: Problem<SurveyRulesProblemCode>[] = [];
  const report = (
    code: SurveyRulesProblemCode,
    path: string,
    message: string,
    severity: 'error' | 'warning' = 'error',
  ): void => {
    problems.push({ code, path, severity, message });
  };
  if (rules.kind !== 'survey-rules') report('wrong-kind', '/kind', 'the kind is survey-rules');
  if (rules.version !== 1) report('wrong-kind', '/version', 'this version of the library reads version 1');
  const common = new Set<string>();
  checkCoolDowns(rules.coolDowns, '/coolDowns', common, report);
  checkDays(rules.newCustomerDays, '/newCustomerDays', report);
  if (rules.consent !== undefined && rules.consent !== 'required') {
    report('unknown-name', '/consent', 'consent is required, or the key is left out');
  }
  let sampled = checkShare(rules.sampleShare, '/sampleShare', report);
  if (!isPlain(rules.surveys)) report('wrong-type', '/surveys', 'surveys are named in an object, which may be empty');
  for (const [survey, rule] of Object.entries(isPlain(rules.surveys) ? rules.surveys : {})) {
    const path = `/surveys/${survey.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!isPlain(rule)) {
      report('wrong-type', path, 'what is special about a survey is an object');
      continue;
    }
    const names = new Set(common);
    checkCoolDowns(rule.coolDowns ?? [], `${path}/coolDowns`, names, report);
    listed(rule.exemptFrom ?? [], `${path}/exemptFrom`, report).forEach((name, i) => {
      if (!names.has(name)) report('unknown-name', `${path}/exemptFrom/${i}`, `there is no cool-down called ${name}`);
    });
    sampled = checkShare(rule.sampleShare, `${path}/sampleShare`, report) || sampled;
  }
  if (rules.seed !== undefined && !Number.isSafeInteger(rules.seed)) {
    report('not-an-integer', '/seed', 'a seed is a whole number');
  } else if (sampled && rules.seed === undefined) {
    report('missing-value', '/seed', 'a sample needs a seed, so that it stays the same');
  }
  return problems;
}

type Report = (code: SurveyRulesProblemCode, path: string, message: string, severity?: 'error' | 'warning') => void;

function checkCoolDowns(coolDowns: readonly CoolDown[], base: string, names: Set<string>, report: Report): void {
  listed(coolDowns, base, report).forEach((coolDown, i) => {
    const path = `${base}/${i}`;
    if (!isPlain(coolDown)) return report('wrong-type', path, 'a cool-down is an object');
    const { name, scope, days, maximum = 1 } = coolDown;
    const counts = listed(coolDown.counts, `${path}/counts`, report);
    if (names.has(name)) report('duplicate', `${path}/name`, `two cool-downs are called ${name}`);
    names.add(name);
    if (!SCOPES.includes(scope)) report('unknown-name', `${path}/scope`, 'a scope is all, group or survey');
    if (coolDown.counts?.length === 0)
      report('empty', `${path}/counts`, 'a cool-down that counts nothing never blocks');
    counts.forEach((kind, k) => {
      if (!KINDS.includes(kind)) report('unknown-name', `${path}/counts/${k}`, `there is no event called ${kind}`);
    });
    if (days !== null) checkDays(days, `${path}/days`, report);
    if (!Number.isSafeInteger(maximum) || maximum < 1) {
      report('not-a-count', `${path}/maximum`, 'a maximum is a whole number, 1 or more');
    } else if (maximum > 1 && counts.length > 1) {
      report('double-count', `${path}/maximum`, 'one invitation that is sent and shown counts twice', 'warning');
    }
  });
}

/** A file may hold anything where a list belongs: it is reported, and looked at no further. */
function listed<T>(list: readonly T[], path: string, report: Report): readonly T[] {
  if (Array.isArray(list)) return list;
  report('wrong-type', path, 'a list belongs here');
  return [];
}

function isPlain(value: object | undefined | null): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkDays(days: number | undefined, path: string, report: Report): void {
  if (days !== undefined && !(Number.isFinite(days) && days >= 0)) {
    report('out-of-range', path, 'days are a finite number, 0 or more');
  }
}

/** Whether there is a share; reports one that is none. */
function checkShare(share: number | undefined, path: string, report: Report): boolean {
  if (share === undefined) return false;
  if (!(share >= 0 && share <= 1)) report('not-a-probability', path, 'a share lies from 0 to 1');
  return true;
}
