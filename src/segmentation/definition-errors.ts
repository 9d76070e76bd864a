import { requireZone } from '../time/index.ts';
import type { CheckContext } from './condition-errors.ts';
import { conditionErrors } from './condition-errors.ts';
import type { CustomerModel } from './customer-model.ts';
import { findLimit } from './definition-limits.ts';
import { fieldKind } from './field-kind.ts';
import { isObject } from './plain-record.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { pointerPart, segmentError } from './segment-problem.ts';
import { shown } from './value-errors.ts';

/** Other definitions by the names under which conditions refer to them. */
export type SegmentLibrary = Readonly<Record<string, SegmentDefinition>>;

/** Everything that makes a definition unusable, in the order of the text; parts of referred segments come along. */
export function definitionErrors(
  definition: SegmentDefinition,
  model: CustomerModel,
  segments: SegmentLibrary = {},
): SegmentProblem[] {
  const settled = new Set<string>();
  const open: string[] = [];
  const check = (one: unknown, base: string): SegmentProblem[] => {
    if (!isObject(one)) return [segmentError('wrong-type', base, 'expected a definition: { version: 1, where }')];
    const limit = findLimit(one['where'], `${base}/where`);
    if (limit) return [limit];
    const problems = headErrors(one, base, model);
    // Without a problem in its head the record is a definition as far as its zone is concerned.
    const timeZone = problems.length === 0 ? fixedZone(one as unknown as SegmentDefinition) : 'UTC';
    const context: CheckContext = {
      model,
      timeZone,
      refer: (name, path) => {
        if (!Object.hasOwn(segments, name)) {
          return [segmentError('unknown-segment', path, `no segment is called ${shown(name)}`)];
        }
        if (open.includes(name)) return [segmentError('cycle', path, `${name} leads back to itself`)];
        if (settled.has(name)) return [];
        open.push(name);
        const inner = check(segments[name], `/segments/${pointerPart(name)}`);
        open.pop();
        settled.add(name);
        // A circle behind this reference is told where it is entered: inside it, no place is the first.
        if (!inner.some(({ code }) => code === 'cycle')) return inner;
        const message = `${name} leads into a circle of segments`;
        return [...inner.filter(({ code }) => code !== 'cycle'), segmentError('cycle', path, message)];
      },
    };
    return [...problems, ...conditionErrors(one['where'], `${base}/where`, context)];
  };
  return check(definition, '');
}

/** The zone of a definition where it is one for all, else that of customers without their own. */
export function fixedZone({ timeZone = 'UTC' }: SegmentDefinition): string {
  return typeof timeZone === 'string' ? timeZone : timeZone.fallback;
}

function headErrors(one: Record<string, unknown>, base: string, model: CustomerModel): SegmentProblem[] {
  const problems: SegmentProblem[] = [];
  const { version, name, timeZone, weekStartsOn } = one;
  if (version !== 1) problems.push(segmentError('wrong-type', `${base}/version`, 'expected version 1'));
  if (name !== undefined && typeof name !== 'string') {
    problems.push(segmentError('wrong-type', `${base}/name`, 'expected a text'));
  }
  const known = ['version', 'name', 'timeZone', 'weekStartsOn', 'where'];
  const strange = Object.keys(one).find((key) => !known.includes(key));
  if (strange !== undefined) {
    problems.push(segmentError('wrong-type', `${base}/${pointerPart(strange)}`, `a definition has no key ${strange}`));
  }
  if (weekStartsOn !== undefined && weekStartsOn !== 'monday' && weekStartsOn !== 'sunday') {
    problems.push(segmentError('wrong-type', `${base}/weekStartsOn`, 'expected monday or sunday'));
  }
  if (isObject(timeZone)) {
    const { field, fallback } = timeZone;
    if (typeof field !== 'string' || !Object.hasOwn(model.fields, field)) {
      problems.push(segmentError('unknown-field', `${base}/timeZone/field`, `the model has no field ${shown(field)}`));
    } else if (fieldKind(model.fields[field]!).kind !== 'text') {
      problems.push(segmentError('wrong-type', `${base}/timeZone/field`, 'expected a text field'));
    }
    if (!isZone(fallback)) problems.push(segmentError('unknown-zone', `${base}/timeZone/fallback`, noZone(fallback)));
  } else if (timeZone !== undefined && !isZone(timeZone)) {
    problems.push(segmentError('unknown-zone', `${base}/timeZone`, noZone(timeZone)));
  }
  return problems;
}

function noZone(zone: unknown): string {
  return `expected an IANA name such as Europe/Paris, got ${shown(zone)}`;
}

/** Does this engine know the zone? */
export function isZone(zone: unknown): zone is string {
  try {
    requireZone(zone as string, 'zone');
    return true;
  } catch {
    return false;
  }
}
