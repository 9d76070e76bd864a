/** Random models, definitions and customers by seed, for laws over the whole language. */
import type { CustomerModel, PropertyCondition, SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import { createRandom, nextUniform } from 'clientele/statistics';

export interface Dice {
  /** a whole number from 0 to below n */
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
  chance(p: number): boolean;
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed);
  const below = (n: number): number => Math.floor(nextUniform(random) * n);
  return { below, pick: (items) => items[below(items.length)]!, chance: (p) => nextUniform(random) < p };
}

export const MODEL = {
  version: 1,
  fields: {
    plan: ['free', 'pro', 'business'],
    spend: 'number?',
    country: 'text?',
    active: 'boolean?',
    tags: 'text[]?',
    scores: 'number[]?',
    lastLogin: 'instant?',
    renewsOn: 'day?',
    birthday: 'day?',
    zone: 'text?',
  },
  events: { types: { purchase: { amount: 'number?', sku: 'text?', gift: 'boolean?' }, visit: { page: 'text?' } } },
} as const satisfies CustomerModel;

export const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
] as const;

/** Instants around which clocks change, months end, and years begin. */
const INSTANTS = [
  '2024-03-31T12:00:00Z',
  '2024-03-31T01:00:00Z',
  '2024-11-03T06:30:00Z',
  '2018-11-04T03:00:00Z',
  '2024-02-29T23:59:59.999Z',
  '2023-02-28T12:00:00Z',
  '2024-01-01T00:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-06-15T18:15:00Z',
] as const;

export const randomInstant = (dice: Dice): number =>
  Date.parse(dice.pick(INSTANTS)) + dice.pick([0, 0, 1, -1, 3_600_000]);

const COUNTRIES = ['FR', 'DE', 'US', 'São', '', 'fr', 'K', "O'Brien", '日本', 'a%b_c'] as const;
const TAGS = ['vip', 'eu', 'b2b', ''] as const;
const AMOUNTS = [-50, 0, 0.5, 5, 12.5, 40, 100] as const;

function numberComparison(dice: Dice, values: readonly number[]): { op: any; value?: any } {
  const op = dice.pick(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', 'exists', 'missing'] as const);
  if (op === 'exists' || op === 'missing') return { op };
  if (op === 'between') return { op, value: [dice.pick(values), dice.pick(values)].sort((a, b) => a - b) };
  if (op === 'in' || op === 'notIn') return { op, value: [dice.pick(values), dice.pick(values)] };
  return { op, value: dice.pick(values) };
}

function textComparison(dice: Dice, values: readonly string[], sql: boolean): any {
  const op = dice.pick(['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith', 'exists', 'missing'] as const);
  if (op === 'exists' || op === 'missing') return { op };
  const value = op === 'in' || op === 'notIn' ? [dice.pick(values), dice.pick(values)] : dice.pick(values);
  const ascii = [value].flat().every((text) => /^[ -~]*$/.test(text));
  return { op, value, ...(dice.chance(0.3) && (!sql || ascii) && { ignoreCase: true }) };
}

function window(dice: Dice, kind: 'event' | 'instant' | 'day'): any {
  const elapsed = dice.chance(0.5) && kind !== 'day';
  const unit = elapsed
    ? dice.pick(['minute', 'hour', 'day', 'week'])
    : dice.pick(['day', 'week', 'month', 'quarter', 'year']);
  const n = (): number => 1 + dice.below(unit === 'minute' ? 300 : unit === 'hour' ? 60 : unit === 'day' ? 40 : 6);
  const by = !elapsed && (unit === 'day' || unit === 'week') ? { by: 'date' } : {};
  switch (dice.below(kind === 'event' ? 6 : 7)) {
    case 0:
      return { last: n(), unit, ...by };
    case 1:
      return { before: n(), unit, ...by };
    case 2: {
      const near = dice.below(4);
      return { between: [near, near + n()], unit, ...by };
    }
    case 3:
      return { current: 1 + dice.below(3), unit: dice.pick(['day', 'week', 'month', 'quarter', 'year']) };
    case 4:
      return { previous: 1 + dice.below(3), unit: dice.pick(['day', 'week', 'month', 'quarter', 'year']) };
    case 5: {
      const from = dice.pick(['2024-01-01', '2024-03-31', '2023-02-28', '2018-11-04', '2024-03-31T01:00:00Z']);
      return dice.pick([{ from }, { to: from }, { from, to: '2024-06-15' }]);
    }
    default:
      return { next: n(), unit, ...by };
  }
}

function property(dice: Dice, event: 'purchase' | 'visit', sql: boolean, depth = 0): PropertyCondition {
  if (depth < 2 && dice.chance(0.25)) {
    const parts = [property(dice, event, sql, depth + 1), property(dice, event, sql, depth + 1)];
    return dice.pick<PropertyCondition>([
      { all: parts },
      { any: parts },
      { not: parts[0]! },
      { atLeast: 1, of: parts },
    ]);
  }
  if (event === 'visit') return { field: 'page', ...textComparison(dice, ['/cart', '/home', ''], sql) };
  switch (dice.below(3)) {
    case 0:
      return { field: 'amount', ...numberComparison(dice, AMOUNTS) };
    case 1:
      return { field: 'sku', ...textComparison(dice, ['x', 'y', ''], sql) };
    default:
      return { field: 'gift', op: dice.pick(['eq', 'ne']), value: dice.chance(0.5) };
  }
}

function eventLeaf(dice: Dice, sql: boolean): SegmentCondition {
  const event = dice.pick(['purchase', 'purchase', 'visit'] as const);
  const where = dice.chance(0.3) ? { where: property(dice, event, sql) } : {};
  const within = dice.chance(0.7) ? { window: window(dice, 'event') } : {};
  switch (dice.below(10)) {
    case 0:
      return { latest: event, ...where, ...within, has: property(dice, event, sql) };
    case 1:
      return { earliest: event, ...where, ...within, has: property(dice, event, sql) };
    case 2: {
      const steps = [
        { event: 'visit' },
        { event, ...where },
        ...(dice.chance(0.3) && !sql ? [{ event: 'purchase' }] : []),
      ];
      const limit = dice.chance(0.5) ? { within: 1 + dice.below(30), unit: dice.pick(['hour', 'day'] as const) } : {};
      return { sequence: steps, ...limit, ...within };
    }
    case 3: {
      const periods = 1 + dice.below(4);
      const unit = dice.pick(['day', 'week', 'month', 'quarter'] as const);
      return { regularly: event, ...where, periods, unit, inAtLeast: 1 + dice.below(periods) };
    }
    case 4:
    case 5: {
      const measure = dice.pick(['sum', 'average', 'min', 'max', 'distinct'] as const);
      const of = event === 'visit' ? 'page' : measure === 'distinct' ? 'sku' : 'amount';
      if (event === 'visit')
        return { event, ...where, ...within, measure: 'distinct', of, ...numberComparison(dice, [0, 1, 2]) };
      return {
        event,
        ...where,
        ...within,
        measure,
        of,
        ...numberComparison(dice, measure === 'distinct' ? [0, 1, 2] : AMOUNTS),
      };
    }
    case 6: {
      const measure = dice.pick(['daysSinceFirst', 'daysSinceLast'] as const);
      return { event, ...where, ...within, measure, ...numberComparison(dice, [0, 0.5, 1, 7, 30, 31]) };
    }
    default:
      return { event, ...where, ...within, ...numberComparison(dice, [0, 1, 2, 3]) };
  }
}

/** Several measures of the same events in the same window, which SQL answers by one query. */
export function randomMeasures(dice: Dice): SegmentCondition {
  const events = {
    event: 'purchase',
    ...(dice.chance(0.4) && { where: property(dice, 'purchase', true) }),
    ...(dice.chance(0.7) && { window: window(dice, 'event') }),
  } as const;
  const measure = (): SegmentCondition => {
    const of = dice.pick(['amount', 'sku'] as const);
    const counted = dice.pick<object>([{}, { of }, { measure: 'distinct', of }]);
    const summed = { measure: dice.pick(['sum', 'average', 'min', 'max']), of: 'amount' };
    const aged = { measure: dice.pick(['daysSinceFirst', 'daysSinceLast']), ...(dice.chance(0.5) && { of }) };
    return dice.pick<SegmentCondition>([
      { ...events, ...counted, ...numberComparison(dice, [0, 1, 2, 3]) },
      { ...events, ...summed, ...numberComparison(dice, AMOUNTS) } as SegmentCondition,
      { ...events, ...aged, ...numberComparison(dice, [0, 1, 7, 30, 31]) } as SegmentCondition,
    ]);
  };
  const of = Array.from({ length: 2 + dice.below(4) }, measure);
  return { atLeast: 1 + dice.below(of.length), of };
}

function leaf(dice: Dice, sql: boolean): SegmentCondition {
  switch (dice.below(12)) {
    case 0:
      return { field: 'spend', ...numberComparison(dice, [0, 100, 250.5, 500]) };
    case 1:
      return { field: 'country', ...textComparison(dice, COUNTRIES, sql) };
    case 2:
      return { field: 'plan', op: dice.pick(['eq', 'ne']), value: dice.pick(['free', 'pro', 'business']) };
    case 3:
      return { field: 'active', op: dice.pick(['eq', 'ne']), value: dice.chance(0.5) };
    case 4:
      return dice.pick<SegmentCondition>([
        { field: 'tags', op: 'has', value: dice.pick(TAGS) },
        { field: 'tags', op: 'hasAny', value: [dice.pick(TAGS), dice.pick(TAGS)] },
        { field: 'tags', op: 'hasAll', value: [dice.pick(TAGS), dice.pick(TAGS)] },
        { field: 'scores', op: 'has', value: dice.pick([1, 2.5]) },
        { field: 'tags', op: 'exists' },
      ]);
    case 5:
      return { field: 'lastLogin', window: window(dice, 'instant') };
    case 6:
      return { field: 'renewsOn', window: window(dice, 'day') };
    case 7:
      return { field: 'birthday', anniversary: true, window: window(dice, 'day') };
    default:
      return eventLeaf(dice, sql);
  }
}

/** A random condition; with `sql` only what every dialect can say. */
export function randomCondition(dice: Dice, { sql = false, depth = 0 } = {}): SegmentCondition {
  const deeper = (): SegmentCondition => randomCondition(dice, { sql, depth: depth + 1 });
  if (depth >= 3 || dice.chance(0.4 + 0.15 * depth)) return leaf(dice, sql);
  const parts = Array.from({ length: 1 + dice.below(3) }, deeper);
  return dice.pick<SegmentCondition>([
    { all: parts },
    { any: parts },
    { not: parts[0]! },
    { atLeast: dice.below(parts.length + 1), of: parts },
  ]);
}

export function randomDefinition(dice: Dice, options: { sql?: boolean } = {}): SegmentDefinition {
  const timeZone = dice.chance(0.2) ? { field: 'zone', fallback: 'Europe/Paris' } : dice.pick(ZONES);
  return {
    version: 1,
    timeZone,
    ...(dice.chance(0.3) && { weekStartsOn: 'sunday' as const }),
    where: randomCondition(dice, options),
  };
}

/** A random instant near another: on the very edge of usual windows as often as anywhere. */
function near(dice: Dice, asOf: number): number {
  const back =
    dice.pick([0, 1, 30, 60, 1440, 43_200, 44_640, 86_400, 10_080, 525_600]) * 60_000 * dice.pick([1, 1, 1, 2, -1]);
  return asOf - back - dice.pick([0, 0, 1, -1, dice.below(40 * 86_400_000)]);
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export interface RandomCustomer {
  id: string;
  [field: string]: unknown;
  events: { type: string; at: number; [property: string]: unknown }[];
}

/** A random customer; with `clean` only values that a typed column can hold. */
export function randomCustomer(dice: Dice, id: string, asOf: number, { clean = false } = {}): RandomCustomer {
  const maybe = (make: () => unknown): unknown => (dice.chance(0.2) ? null : make());
  const wrong = (make: () => unknown): unknown =>
    !clean && dice.chance(0.05) ? dice.pick(['7', true, {}, [3]]) : make();
  const event = (): RandomCustomer['events'][number] => ({
    type: dice.pick(['purchase', 'purchase', 'visit']),
    at: near(dice, asOf),
    amount: maybe(() => wrong(() => dice.pick([...AMOUNTS, NaN]))),
    sku: maybe(() => dice.pick(['x', 'y', 'z', ''])),
    gift: maybe(() => dice.chance(0.5)),
    page: maybe(() => dice.pick(['/cart', '/home', '/CART', ''])),
  });
  const leap = dice.pick([
    '1992-02-29',
    '1990-02-28',
    '1988-03-01',
    '2024-02-29',
    '1990-12-31',
    '2023-02-28',
    '1970-01-01',
  ]);
  return {
    id,
    plan: maybe(() => dice.pick(['free', 'pro', 'business'])),
    spend: maybe(() => wrong(() => dice.pick([0, 100, 250.5, 500, 999, NaN]))),
    country: maybe(() => dice.pick(COUNTRIES)),
    active: maybe(() => dice.chance(0.5)),
    tags: maybe(() => TAGS.filter(() => dice.chance(0.4))),
    scores: maybe(() => [1, 2.5, 3].filter(() => dice.chance(0.4))),
    lastLogin: maybe(() => near(dice, asOf)),
    renewsOn: maybe(() => dayOf(near(dice, asOf))),
    birthday: maybe(() => dice.pick([leap, dayOf(near(dice, asOf))])),
    zone: maybe(() => dice.pick([...ZONES.slice(0, 3), 'Mars/Olympus'])),
    events: Array.from({ length: dice.below(6) }, event),
  };
}
