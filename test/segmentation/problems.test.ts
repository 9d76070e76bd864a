import { describe, expect, test } from 'vitest';
import type { CheckSegmentOptions, CustomerModel, SegmentDefinition } from 'clientele/segmentation';
import { checkSegment } from 'clientele/segmentation';

/** What a screen shows beside a definition: where something is wrong, and what was expected there. */
const MODEL: CustomerModel = {
  version: 1,
  fields: {
    plan: ['free', 'pro'],
    spend: 'number?',
    country: 'text?',
    city: 'text?',
    active: 'boolean',
    tags: 'text[]?',
    seen: 'instant?',
    bornOn: 'day?',
    total: { type: 'number' },
  },
  events: {
    types: {
      buy: { amount: 'number?', sku: 'text?', gift: 'boolean', colors: 'text[]', sizes: 'number[]' },
      visit: {},
    },
  },
};
const FIELDS = 'plan, spend, country, city, active, tags, seen, bornOn, total';
const saidOf = (definition: unknown, rest: Partial<CheckSegmentOptions> = {}): string[] =>
  checkSegment(definition as SegmentDefinition, { model: MODEL, ...rest }).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
const said = (where: unknown, rest: Partial<CheckSegmentOptions> = {}): string[] => saidOf({ version: 1, where }, rest);
const day = { last: 1, unit: 'day' };

describe('what is no condition', () => {
  test.each<[unknown, string]>([
    [5, 'wrong-type /where: expected a condition'],
    [{ alle: [] }, 'wrong-type /where: expected a condition'],
    [{ all: {} }, 'wrong-type /where/all: expected a list of conditions'],
    [{ any: [{ not: 5 }] }, 'wrong-type /where/any/0/not: expected a condition'],
    [{ all: [], of: [] }, 'wrong-type /where/of: all has no key of'],
    [{ always: 1 }, 'wrong-type /where/always: expected true or false'],
    [{ segment: 5 }, 'wrong-type /where/segment: expected a name'],
    [{ atLeast: 1.5, of: [] }, 'wrong-type /where/atLeast: expected a whole number, 0 or more'],
    [{ atLeast: 3661, of: [] }, 'limit /where/atLeast: at most 3660'],
    [{ atLeast: 1, of: 5 }, 'wrong-type /where/of: expected a list of conditions'],
  ])('%j: %s', (where, sentence) => {
    expect(said(where)).toEqual([sentence]);
  });
});

describe('what a field cannot be asked', () => {
  test.each<[unknown, string]>([
    [{ field: 'nope', op: 'exists' }, `unknown-field /where/field: expected one of ${FIELDS}, got "nope"`],
    [{ field: ['spend'], op: 'exists' }, `unknown-field /where/field: expected one of ${FIELDS}, got spend`],
    [{ field: 5, op: 'exists' }, `unknown-field /where/field: expected one of ${FIELDS}, got 5`],
    [{ field: 'active', op: 'gt', value: 1 }, 'wrong-operator /where/op: a boolean takes eq, ne, exists, missing'],
    [
      { field: 'spend', op: 5 },
      'wrong-operator /where/op: a number takes eq, ne, in, notIn, lt, lte, gt, gte, between, exists, missing',
    ],
    [{ field: 'seen', op: 'eq', value: 5 }, 'wrong-operator /where/op: an instant takes exists, missing'],
    [{ field: 'bornOn', op: 'eq', value: 5 }, 'wrong-operator /where/op: a day takes exists, missing'],
    [
      { field: 'tags', op: 'in', value: [] },
      'wrong-operator /where/op: a text[] takes has, hasAny, hasAll, exists, missing',
    ],
    [
      { field: 'country', op: 'lt', value: 5 },
      'wrong-operator /where/op: a text takes eq, ne, in, notIn, contains, startsWith, endsWith, exists, missing',
    ],
    [{ field: 'country', op: 'eq', value: 5 }, 'wrong-type /where/value: expected a text, got 5'],
    [
      { field: 'country', op: 'eq', value: 'x', ignoreCase: false },
      'wrong-type /where/ignoreCase: expected true, on a text',
    ],
    [{ field: 'spend', op: 'exists', ignoreCase: true }, 'wrong-type /where/ignoreCase: expected true, on a text'],
    [{ field: 'spend', op: 'eq', value: '5' }, 'wrong-type /where/value: expected a number, got "5"'],
    [{ field: 'spend', op: 'eq', value: Infinity }, 'wrong-type /where/value: expected a number, got Infinity'],
    [{ field: 'active', op: 'eq', value: 1 }, 'wrong-type /where/value: expected a boolean, got 1'],
    [
      { field: 'spend', op: 'between', value: [1, 2, 3] },
      'wrong-type /where/value: expected two numbers: the lower and the upper end',
    ],
    [
      { field: 'spend', op: 'between', value: 5 },
      'wrong-type /where/value: expected two numbers: the lower and the upper end',
    ],
    [{ field: 'spend', op: 'between', value: [null, 2] }, 'wrong-type /where/value/0: expected a number, got null'],
    [{ field: 'spend', op: 'in', value: 5 }, 'wrong-type /where/value: expected a list, got 5'],
    [{ field: 'spend', op: 'in', value: [] }, 'empty-list /where/value: expected at least one value'],
    [{ field: 'country', op: 'notIn', value: ['a', 5] }, 'wrong-type /where/value/1: expected a text, got 5'],
    [{ field: 'tags', op: 'hasAny', value: 'a' }, 'wrong-type /where/value: expected a list, got "a"'],
    [{ field: 'tags', op: 'has', value: 5 }, 'wrong-type /where/value: expected a text, got 5'],
    [{ field: 'plan', op: 'eq', value: 'gold' }, 'unknown-value /where/value: expected one of free, pro, got "gold"'],
    [
      { field: 'plan', op: 'in', value: ['pro', 'PRO'] },
      'unknown-value /where/value/1: expected one of free, pro, got "PRO"',
    ],
    [
      { field: 'plan', op: 'eq', value: 'p'.repeat(80) },
      `unknown-value /where/value: expected one of free, pro, got "${'p'.repeat(59)}`,
    ],
    [{ field: 'spend', window: day }, 'wrong-window /where/window: a number lies in no window'],
    [{ field: 'seen', window: day, op: 'exists' }, 'wrong-operator /where/op: a window takes no operator'],
    [
      { field: 'seen', op: 'exists', anniversary: true },
      'wrong-type /where/anniversary: a yearly return needs a window',
    ],
    [{ field: 'seen', window: day, anniversary: false }, 'wrong-type /where/anniversary: expected true'],
  ])('%j: %s', (where, sentence) => {
    expect(said(where)).toEqual([sentence]);
  });

  test('parts of a text need not be one of its values, nor their case', () => {
    for (const op of ['contains', 'startsWith', 'endsWith'])
      expect(said({ field: 'plan', op, value: 'r' })).toEqual([]);
    expect(said({ field: 'plan', op: 'eq', value: 'PRO', ignoreCase: true })).toEqual([]);
    expect(said({ field: 'plan', op: 'eq', value: 'PR', ignoreCase: true })).toHaveLength(1);
  });

  test('of many names and values the first 20 are told', () => {
    const many = Array.from({ length: 25 }, (_, i) => `f${i}`);
    const first = many.slice(0, 20).join(', ');
    const model: CustomerModel = { version: 1, fields: Object.fromEntries(many.map((name) => [name, many])) };
    expect(said({ field: 'x', op: 'exists' }, { model })).toEqual([
      `unknown-field /where/field: expected one of ${first}, got "x"`,
    ]);
    expect(said({ field: 'f1', op: 'eq', value: 'x' }, { model })).toEqual([
      `unknown-value /where/value: expected one of ${first}, got "x"`,
    ]);
    expect(said({ event: 'x' }, { model })).toEqual(['unknown-event /where/event: expected one of none, got "x"']);
  });
});

describe('what events cannot be asked', () => {
  const buy = (rest: object) => ({ event: 'buy', ...rest });
  test.each<[unknown, string]>([
    [{ event: 'x' }, 'unknown-event /where/event: expected one of buy, visit, got "x"'],
    [{ latest: 'x' }, 'unknown-event /where/latest: expected one of buy, visit, got "x"'],
    [{ regularly: 5 }, 'unknown-event /where/regularly: expected one of buy, visit, got 5'],
    [
      buy({ where: { all: [{ segment: 'x' }] } }),
      'wrong-type /where/where/all/0: segment cannot stand inside an event',
    ],
    [
      buy({ where: { field: 'spend', op: 'exists' } }),
      'unknown-field /where/where/field: expected one of amount, sku, gift, colors, sizes, got "spend"',
    ],
    [
      buy({ where: { field: 'sku', window: day } }),
      'wrong-window /where/where/window: a window cannot stand inside an event',
    ],
    [
      { latest: 'buy', has: { field: 'sku', op: 'lt' } },
      'wrong-operator /where/has/op: a text takes eq, ne, in, notIn, contains, startsWith, endsWith, exists, missing',
    ],
    [
      buy({ measure: 'median' }),
      'wrong-type /where/measure: expected one of sum, average, min, max, distinct, count, daysSinceFirst, daysSinceLast',
    ],
    [buy({ measure: 'distinct' }), 'wrong-type /where/of: distinct needs a property to look at'],
    [
      buy({ measure: 'sum', of: 'x' }),
      'unknown-field /where/of: expected one of amount, sku, gift, colors, sizes, got "x"',
    ],
    [buy({ measure: 'max', of: 'sku' }), 'wrong-type /where/of: max cannot work on a text'],
    [buy({ of: 'sizes' }), 'wrong-type /where/of: count cannot work on a number[]'],
    [buy({ of: ['sku'] }), 'unknown-field /where/of: expected one of amount, sku, gift, colors, sizes, got sku'],
    [{ latest: ['buy'] }, 'unknown-event /where/latest: expected one of buy, visit, got buy'],
    [buy({ of: 'colors' }), 'wrong-type /where/of: count cannot work on a text[]'],
    [buy({ measure: 'distinct', of: 'colors' }), 'wrong-type /where/of: distinct cannot work on a text[]'],
    [
      buy({ op: 'has' }),
      'wrong-operator /where/op: a number takes eq, ne, in, notIn, lt, lte, gt, gte, between, exists, missing',
    ],
    [buy({ value: 'x' }), 'wrong-type /where/value: expected a number, got "x"'],
    [{ sequence: {} }, 'wrong-type /where/sequence: expected a list of steps'],
    [{ sequence: [] }, 'empty-list /where/sequence: expected at least one step'],
    [{ sequence: [5] }, 'wrong-type /where/sequence/0: expected { event, where? }'],
    [{ sequence: [{ event: 'buy', has: 1 }] }, 'wrong-type /where/sequence/0/has: a step has no key has'],
    [
      { sequence: [{ event: 'buy' }, { event: 'x' }] },
      'unknown-event /where/sequence/1/event: expected one of buy, visit, got "x"',
    ],
    [
      { sequence: [{ event: 'buy', where: { always: 1 } }] },
      'wrong-type /where/sequence/0/where/always: expected true or false',
    ],
    [
      { sequence: [{ event: 'buy' }], within: 0, unit: 'day' },
      'wrong-type /where/within: expected a number of units above 0',
    ],
    [{ sequence: [{ event: 'buy' }], within: 3660.5, unit: 'day' }, 'limit /where/within: at most 3660 units'],
    [
      { sequence: [{ event: 'buy' }], within: 1, unit: 'year' },
      'wrong-unit /where/unit: expected minute, hour, day or week',
    ],
    [{ sequence: [{ event: 'buy' }], within: 1 }, 'wrong-unit /where/unit: expected minute, hour, day or week'],
    [{ sequence: [{ event: 'buy' }], unit: 'year' }, 'wrong-unit /where/unit: expected minute, hour, day or week'],
    [
      { sequence: [{ event: 'buy' }], window: { next: 1, unit: 'day' } },
      'wrong-window /where/window/next: events of the future never count: next is for fields',
    ],
    [
      { regularly: 'buy', periods: 0, unit: 'day', inAtLeast: 1 },
      'wrong-type /where/periods: expected a whole number, 1 or more',
    ],
    [
      { regularly: 'buy', periods: 1, unit: 'day', inAtLeast: -1 },
      'wrong-type /where/inAtLeast: expected a whole number, 0 or more',
    ],
    [
      { regularly: 'buy', periods: 1, unit: 'hour', inAtLeast: 1 },
      'wrong-unit /where/unit: expected day, week, month, quarter or year',
    ],
  ])('%j: %s', (where, sentence) => {
    expect(said(where)).toEqual([sentence]);
  });

  test('every unit and limit of a sequence that may be', () => {
    const sequence = [{ event: 'buy' }, { event: 'visit' }];
    for (const unit of ['minute', 'hour', 'day', 'week']) expect(said({ sequence, within: 3660, unit })).toEqual([]);
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'])
      expect(said({ regularly: 'buy', periods: 3660, unit, inAtLeast: 1 })).toEqual([]);
  });

  test('two problems of one sequence are both told', () => {
    expect(said({ sequence: [5], within: -1, unit: 'day', window: {} })).toEqual([
      'wrong-type /where/sequence/0: expected { event, where? }',
      'wrong-type /where/within: expected a number of units above 0',
      'wrong-window /where/window: expected one of last, before, between, next, current, previous, or from and to',
    ]);
  });
});

describe('what is no window', () => {
  const ONE = 'expected one of last, before, between, next, current, previous, or from and to';
  const UNITS = 'expected minute, hour, day, week, month, quarter or year';
  test.each<[unknown, string]>([
    [5, 'wrong-window : expected a window: { last: 30, unit: "day" } or { from, to }'],
    [[], 'wrong-window : expected a window: { last: 30, unit: "day" } or { from, to }'],
    [{ unit: 'day' }, `wrong-window : ${ONE}`],
    [{ last: 1, before: 1, unit: 'day' }, `wrong-window : ${ONE}`],
    [{ last: 1, from: 0 }, `wrong-window : ${ONE}`],
    [{ last: 1, since: 0 }, 'wrong-window : a window has no key since'],
    [{ last: 0, unit: 'day' }, 'wrong-type /last: expected a whole number of units, 1 or more'],
    [{ last: 3661, unit: 'day' }, 'limit /last: a window may be 3660 units long'],
    [
      { between: [1, 2.5], unit: 'day' },
      'wrong-type /between: expected two whole numbers of units: the nearer, the farther',
    ],
    [
      { between: [-1, 2], unit: 'day' },
      'wrong-type /between: expected two whole numbers of units: the nearer, the farther',
    ],
    [
      { between: [1, 2, 3], unit: 'day' },
      'wrong-type /between: expected two whole numbers of units: the nearer, the farther',
    ],
    [{ between: 5, unit: 'day' }, 'wrong-type /between: expected two whole numbers of units: the nearer, the farther'],
    [{ between: [2, 2], unit: 'day' }, 'window-order /between: the nearer edge comes first: [30, 90]'],
    [{ between: [0, 3661], unit: 'day' }, 'limit /between: a window may be 3660 units long'],
    [{ last: 1 }, `wrong-unit /unit: ${UNITS}`],
    [{ last: 1, unit: 'decade' }, `wrong-unit /unit: ${UNITS}`],
    [{ last: 1, unit: 'day', by: 'hand' }, 'wrong-window /by: expected elapsed or date'],
    [{ current: 1, unit: 'hour' }, 'wrong-unit /unit: expected a calendar period, day to year'],
    [{ previous: 1, unit: 'minute' }, 'wrong-unit /unit: expected a calendar period, day to year'],
    [{ last: 1, unit: 'hour', by: 'date' }, 'wrong-unit /unit: minutes and hours are elapsed time, not dates'],
    [
      { last: 1, unit: 'month', by: 'elapsed' },
      'wrong-unit /unit: months have no fixed length: a month ago to the minute would let customers re-enter by waiting',
    ],
    [{ current: 1, unit: 'day', by: 'elapsed' }, 'wrong-window /by: days and calendar periods count by date'],
    [{ previous: 1, unit: 'week', by: 'elapsed' }, 'wrong-window /by: days and calendar periods count by date'],
    [{ from: '2024-02-30' }, 'wrong-instant /from: expected YYYY-MM-DD, epoch ms, or ISO text with an offset or Z'],
    [
      { to: '2024-02-01T00:00:00' },
      'wrong-instant /to: expected YYYY-MM-DD, epoch ms, or ISO text with an offset or Z',
    ],
    [{ from: new Date(0) }, 'wrong-instant /from: expected YYYY-MM-DD, epoch ms, or ISO text with an offset or Z'],
    [{ from: 0, unit: 'day' }, 'wrong-window /unit: a fixed window has none'],
    [{ from: 0, by: 'date' }, 'wrong-window /by: a fixed window has none'],
    [{ from: '2024-02-01', to: '2024-02-01' }, 'window-order : expected from before to'],
    [{ from: '2024-02-01', to: 0 }, 'window-order : expected from before to'],
  ])('%j: %s', (window, sentence) => {
    expect(said({ field: 'seen', window })).toEqual([sentence.replace(' ', ' /where/window')]);
  });

  test('days have no hours and count by date; an instant in a zone of the definition', () => {
    expect(said({ field: 'bornOn', window: { last: 1, unit: 'hour' } })).toEqual([
      'wrong-unit /where/window/unit: days have no hours: expected day, week, month, quarter or year',
    ]);
    expect(said({ field: 'seen', anniversary: true, window: { last: 1, unit: 'minute' } })).toEqual([
      'wrong-unit /where/window/unit: days have no hours: expected day, week, month, quarter or year',
    ]);
    expect(said({ field: 'bornOn', window: { last: 1, unit: 'day', by: 'elapsed' } })).toEqual([
      'wrong-window /where/window/by: days and calendar periods count by date',
    ]);
    // In Tokyo 1 June begins at 15:00 UTC of the day before: from there to then there is nothing between.
    const where = { field: 'seen', window: { from: '2024-06-01', to: '2024-05-31T15:00:00Z' } };
    expect(said(where)).toHaveLength(1);
    const later = { field: 'seen', window: { from: '2024-06-01', to: '2024-05-31T15:00:00.001Z' } };
    expect(saidOf({ version: 1, timeZone: 'Asia/Tokyo', where })).toHaveLength(1);
    expect(saidOf({ version: 1, timeZone: 'Asia/Tokyo', where: later })).toEqual([]);
    expect(saidOf({ version: 1, timeZone: { field: 'country', fallback: 'Asia/Tokyo' }, where: later })).toEqual([]);
  });

  test('every window that may be', () => {
    for (const unit of ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']) {
      for (const kind of ['last', 'before', 'next'])
        expect(said({ field: 'seen', window: { [kind]: 3660, unit } })).toEqual([]);
      expect(said({ field: 'seen', window: { between: [0, 3660], unit } })).toEqual([]);
    }
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'])
      for (const kind of ['current', 'previous'])
        for (const field of ['seen', 'bornOn'])
          expect(said({ field, window: { [kind]: 1, unit, by: 'date' } })).toEqual([]);
    for (const unit of ['minute', 'hour', 'day', 'week'])
      expect(said({ field: 'seen', window: { last: 1, unit, by: 'elapsed' } })).toEqual([]);
  });
});

describe('what is no definition', () => {
  const always = { always: true };
  test.each<[unknown, string[]]>([
    [5, ['wrong-type : expected a definition: { version: 1, where }']],
    [{ where: always }, ['wrong-type /version: expected version 1']],
    [{ version: 1, name: 5, where: always }, ['wrong-type /name: expected a text']],
    [{ version: 1, name: 'x', where: always }, []],
    [{ version: 1, '~a/b': 5, where: always }, ['wrong-type /~0a~1b: a definition has no key ~a/b']],
    [{ version: 1, weekStartsOn: 'Sunday', where: always }, ['wrong-type /weekStartsOn: expected monday or sunday']],
    [{ version: 1, weekStartsOn: 'sunday', timeZone: 'UTC', where: always }, []],
    [{ version: 1, weekStartsOn: 'monday', where: always }, []],
    [
      { version: 1, timeZone: 'Mars/X', where: always },
      ['unknown-zone /timeZone: expected an IANA name such as Europe/Paris, got "Mars/X"'],
    ],
    [
      { version: 1, timeZone: 5, where: always },
      ['unknown-zone /timeZone: expected an IANA name such as Europe/Paris, got 5'],
    ],
    [
      { version: 1, timeZone: { field: 'x', fallback: 'UTC' }, where: always },
      ['unknown-field /timeZone/field: the model has no field "x"'],
    ],
    [
      { version: 1, timeZone: { field: ['country'], fallback: 'UTC' }, where: always },
      ['unknown-field /timeZone/field: the model has no field country'],
    ],
    [
      { version: 1, timeZone: { field: 'spend', fallback: 'UTC' }, where: always },
      ['wrong-type /timeZone/field: expected a text field'],
    ],
    [
      { version: 1, timeZone: { field: 'city', fallback: 'X' }, where: always },
      ['unknown-zone /timeZone/fallback: expected an IANA name such as Europe/Paris, got "X"'],
    ],
    // A head that is wrong does not hide what is wrong below.
    [
      { version: 2, timeZone: 'X', where: { field: 'seen', window: { from: 1, to: 0 } } },
      [
        'wrong-type /version: expected version 1',
        'unknown-zone /timeZone: expected an IANA name such as Europe/Paris, got "X"',
        'window-order /where/window: expected from before to',
      ],
    ],
    [
      {
        version: 2,
        timeZone: { field: 'city', fallback: 'X' },
        where: { field: 'seen', window: { from: '2024-01-02', to: '2024-01-01' } },
      },
      [
        'wrong-type /version: expected version 1',
        'unknown-zone /timeZone/fallback: expected an IANA name such as Europe/Paris, got "X"',
        'window-order /where/window: expected from before to',
      ],
    ],
    // Of days it is checked with the days of UTC.
    [
      { version: 2, where: { field: 'seen', window: { from: '2024-01-02', to: '2024-01-01' } } },
      ['wrong-type /version: expected version 1', 'window-order /where/window: expected from before to'],
    ],
  ])('%j', (definition, sentences) => {
    expect(saidOf(definition)).toEqual(sentences);
  });

  test('other segments: unknown, in a circle, behind a circle', () => {
    const segments = {
      me: { version: 1, where: { segment: 'me' } },
      there: { version: 1, where: { segment: 'back' } },
      back: { version: 1, where: { segment: 'there' } },
    } as const;
    expect(said({ segment: 'x' }, { segments })).toEqual(['unknown-segment /where/segment: no segment is called "x"']);
    expect(said({ segment: 'me' }, { segments })).toEqual(['cycle /where/segment: me leads into a circle of segments']);
    expect(said({ any: [{ segment: 'there' }] }, { segments })).toEqual([
      'cycle /where/any/0/segment: there leads into a circle of segments',
    ]);
  });

  test('too deep, too many, too long', () => {
    let deep: object = always;
    for (let i = 0; i < 32; i++) deep = { not: deep };
    expect(said(deep)).toEqual([`limit /where${'/not'.repeat(32)}: conditions may be nested 32 deep`]);
    let groups: object = always;
    for (let i = 0; i < 32; i++) groups = i % 2 ? { all: [always, groups] } : { atLeast: 1, of: [groups] };
    expect(said(groups)).toEqual([`limit /where${'/all/1/of/0'.repeat(16)}: conditions may be nested 32 deep`]);
    const long = { field: 'country', op: 'in', value: Array.from({ length: 10_001 }, () => 'x') };
    // Of several the first in the text is told.
    expect(said({ any: [always, { not: long }, long] })).toEqual([
      'limit /where/any/1/not/value: a list may have 10000 values',
    ]);
    const many = (n: number) => Array.from({ length: n }, () => always);
    expect(said({ any: many(1000) })).toEqual(['limit /where: a definition may have 1000 conditions']);
    expect(said({ any: many(999) })).not.toContain('limit /where: a definition may have 1000 conditions');
    expect(said({ field: 'country', op: 'in', value: Array.from({ length: 10_001 }, () => 'x') })).toEqual([
      'limit /where/value: a list may have 10000 values',
    ]);
    // What hangs on events and steps is counted too, and so is what each part of a list has in it.
    expect(said({ any: Array.from({ length: 500 }, () => ({ not: always })) })).toEqual([
      'limit /where: a definition may have 1000 conditions',
    ]);
    expect(said({ event: 'buy', where: { any: many(999) } })).toEqual([
      'limit /where: a definition may have 1000 conditions',
    ]);
    expect(said({ sequence: [{ event: 'buy', where: { any: many(998) } }] })).toEqual([
      'limit /where: a definition may have 1000 conditions',
    ]);
  });
});

describe('what can be used and is suspicious all the same', () => {
  const rich = { field: 'spend', op: 'gte', value: 500 };
  const NOBODY = 'these conditions hold for nobody together';
  const EVERYBODY = 'one of these conditions holds for everybody';
  const impossible = { field: 'spend', op: 'between', value: [5, 1] };
  const trivial = { event: 'buy', op: 'gte', value: 0 };

  test.each<[unknown, string[]]>([
    [impossible, ['never-true /where: no value can satisfy this']],
    [trivial, ['always-true /where: every value satisfies this']],
    [{ all: [rich, { field: 'spend', op: 'lt', value: 100 }] }, [`never-true /where: ${NOBODY}`]],
    [{ any: [rich, { not: rich }] }, [`always-true /where: ${EVERYBODY}`]],
    [{ atLeast: 2, of: [rich] }, ['never-true /where: 1 conditions cannot hold 2 times']],
    [{ atLeast: 1, of: [rich] }, []],
    [{ atLeast: 2, of: [rich, rich] }, []],
    [{ atLeast: 1, of: [] }, []],
    [{ atLeast: 1, of: [rich, impossible] }, ['never-true /where/of/1: no value can satisfy this']],
    [
      { regularly: 'buy', periods: 2, unit: 'week', inAtLeast: 3 },
      ['never-true /where: 2 periods cannot hold events 3 times'],
    ],
    [{ regularly: 'buy', periods: 2, unit: 'week', inAtLeast: 2 }, []],
    [
      { regularly: 'buy', periods: 2, unit: 'week', inAtLeast: 0 },
      ['always-true /where: every history satisfies this'],
    ],
    [{ any: [rich, rich] }, ['duplicate /where/any/1: the same condition stands at place 0']],
    [
      { all: [rich, { field: 'spend', op: 'gte', value: 5 }] },
      ['subsumed /where/all/1: follows from the condition at place 0'],
    ],
    [
      { any: [rich, { field: 'spend', op: 'gte', value: 5 }] },
      ['subsumed /where/any/0: is covered by the condition at place 1'],
    ],
    [{ not: { any: [rich, rich] } }, ['duplicate /where/not/any/1: the same condition stands at place 0']],
    [
      {
        event: 'buy',
        where: {
          all: [
            { field: 'sku', op: 'eq', value: 'x' },
            { field: 'sku', op: 'eq', value: 'y' },
          ],
        },
      },
      [`never-true /where/where: ${NOBODY}`],
    ],
    [
      { latest: 'buy', has: { field: 'amount', op: 'between', value: [2, 1] } },
      ['never-true /where/has: no value can satisfy this'],
    ],
    [
      {
        sequence: [
          { event: 'visit' },
          {
            event: 'buy',
            where: {
              any: [
                { field: 'sku', op: 'exists' },
                { field: 'sku', op: 'exists' },
              ],
            },
          },
        ],
      },
      ['duplicate /where/sequence/1/where/any/1: the same condition stands at place 0'],
    ],
  ])('%j', (where, sentences) => {
    expect(said(where)).toEqual(sentences);
  });

  // A group is not told again for a part that has been told. What it becomes by that shows in the group around it.
  const other = { field: 'country', op: 'eq', value: 'FR' };
  const known = { field: 'city', op: 'exists' } as const;
  test.each<[string, unknown, string[]]>([
    [
      'all with an impossible part never holds',
      { any: [{ all: [impossible, other] }, { always: false }] },
      ['never-true /where/any/0/all/0'],
    ],
    [
      'any with a sure part always holds',
      { all: [{ any: [trivial, other] }, known] },
      ['always-true /where/all/0/any/0'],
    ],
    [
      'what is told of an all does not keep the rest from being told',
      { all: [known, { any: [other, other] }] },
      ['duplicate /where/all/1/any/1'],
    ],
    ['an explicit always is not told', { all: [{ always: true }, other] }, []],
    ['an explicit never is not told', { any: [{ always: false }, other] }, []],
    ['an empty any never holds, an empty all always', { any: [{ any: [] }, { all: [other, { all: [] }] }] }, []],
  ])('%s', (_, where, wanted) => {
    expect(said(where).map((sentence) => sentence.split(':')[0])).toEqual(wanted);
  });

  // Equal parts of a group that is settled by another part are no news: state by state.
  const twice = (first: unknown, key: 'all' | 'any'): string[] => said({ [key]: [first, other, other] });
  test.each<[unknown, 'never' | 'always' | 'open']>([
    [{ always: false }, 'never'],
    [{ always: true }, 'always'],
    [{ not: { always: true } }, 'never'],
    [{ not: { always: false } }, 'always'],
    [{ not: known }, 'open'],
    [known, 'open'],
    [{ any: [] }, 'never'],
    [{ all: [] }, 'always'],
    [{ not: { any: [] } }, 'always'],
    [{ all: [{ always: true }, { always: true }, { all: [] }] }, 'always'],
    [{ any: [{ always: false }, { any: [] }] }, 'never'],
    [{ all: [known, { always: true }] }, 'open'],
    [{ any: [known, { always: false }] }, 'open'],
    [{ all: [known, { always: false }] }, 'never'],
    [{ any: [known, { always: true }] }, 'always'],
    [{ atLeast: 0, of: [known] }, 'always'],
    [{ atLeast: 1, of: [known] }, 'open'],
    [{ segment: 'other' }, 'open'],
  ])('%j is %s: beside it in a group that it settles, twins are not told', (first, state) => {
    const segments = { other: { version: 1, where: known } } as const;
    const twins = (key: 'all' | 'any'): boolean =>
      said({ [key]: [first, other, other] }, { segments }).some((sentence) =>
        sentence.startsWith(`duplicate /where/${key}/2`),
      );
    expect([twins('all'), twins('any')]).toEqual([state !== 'never', state !== 'always']);
  });
  test('and what has been told settles its group as well', () => {
    expect(twice(impossible, 'all')).toEqual(['never-true /where/all/0: no value can satisfy this']);
    expect(twice({ regularly: 'buy', periods: 1, unit: 'day', inAtLeast: 2 }, 'all')).toHaveLength(1);
    expect(twice({ regularly: 'buy', periods: 1, unit: 'day', inAtLeast: 0 }, 'any')).toHaveLength(1);
    expect(twice({ atLeast: 2, of: [rich] }, 'all')).toHaveLength(1);
    expect(twice({ any: [rich, { not: rich }] }, 'any')).toEqual([`always-true /where/any/0: ${EVERYBODY}`]);
    expect(twice(trivial, 'any')).toHaveLength(1);
    expect(twice(trivial, 'all')).toHaveLength(2);
  });

  describe('ne and notIn keep customers without the field', () => {
    const ne = { field: 'city', op: 'ne', value: 'Rome' };
    const KEEPS = 'customers without city pass too; add { field: "city", op: "exists" } to leave them out';
    test.each<[unknown, string | null]>([
      [ne, '/where'],
      [{ field: 'city', op: 'notIn', value: ['Rome'] }, '/where'],
      [{ field: 'city', op: 'eq', value: 'Rome' }, null],
      // A guard in the same all; not another field's, not another operator's, not in an any, not a group's.
      [{ all: [known, ne] }, null],
      [{ all: [ne, known] }, null],
      [{ all: [{ field: 'country', op: 'exists' }, ne] }, '/where/all/1'],
      [{ all: [{ field: 'city', op: 'contains', value: 'e' }, ne] }, '/where/all/1'],
      [{ all: [{ event: 'buy' }, ne] }, '/where/all/1'],
      [{ all: [{ field: 'seen', window: day }, ne] }, '/where/all/1'],
      [{ any: [known, { all: [ne, other] }] }, '/where/any/1/all/0'],
      [{ all: [known, { any: [ne, other] }] }, '/where/all/1/any/0'],
      [{ all: [known, { atLeast: 1, of: [ne, other] }] }, '/where/all/1/of/0'],
      // Where it is denied, who is missing stays out.
      [{ not: ne }, null],
      [{ not: { not: ne } }, '/where/not/not'],
      [{ not: { atLeast: 1, of: [ne] } }, null],
      [{ not: { all: [ne, other] } }, null],
      // A field that is always there is nobody's trap.
      [{ field: 'plan', op: 'ne', value: 'pro' }, null],
      [{ field: 'total', op: 'ne', value: 5 }, null],
      [{ event: 'buy', where: { field: 'gift', op: 'ne', value: true } }, null],
    ])('%j: %s', (where, path) => {
      expect(said(where)).toEqual(path === null ? [] : [`ne-keeps-missing ${path}: ${KEEPS}`]);
    });

    test('also of a property of an event, under a not too: there it decides which events count', () => {
      const where = { field: 'sku', op: 'ne', value: 'x' };
      expect(said({ not: { event: 'buy', where } })).toEqual([
        'ne-keeps-missing /where/not/where: customers without sku pass too; add { field: "sku", op: "exists" } to leave them out',
      ]);
    });
  });

  describe('windows that look back farther than events are kept', () => {
    const far = 'looks back farther than the 90 days that events are kept';
    test.each<[unknown, boolean]>([
      [{ event: 'buy', window: { last: 90, unit: 'day' } }, false],
      [{ event: 'buy', window: { last: 91, unit: 'day' } }, true],
      [{ event: 'buy', window: { between: [1, 91], unit: 'day' } }, true],
      // Longer ago than 60 days is answered by those of the 30 days before, longer ago than 91 by none.
      [{ event: 'buy', window: { before: 60, unit: 'day' } }, false],
      [{ event: 'buy', window: { before: 91, unit: 'day' } }, true],
      [{ event: 'buy', window: { from: '2020-01-01' } }, false],
      [{ event: 'buy' }, false],
      [{ latest: 'buy', has: { always: true }, window: { last: 1, unit: 'year' } }, true],
      [{ sequence: [{ event: 'buy' }], window: { last: 1, unit: 'year' } }, true],
      [{ regularly: 'buy', periods: 1, unit: 'month', inAtLeast: 1 }, false],
      [{ regularly: 'buy', periods: 12, unit: 'month', inAtLeast: 1 }, true],
      [{ field: 'seen', window: { last: 1, unit: 'year' } }, false],
      [{ segment: 'other' }, false],
    ])('%j: %s', (where, isFar) => {
      const segments = { other: { version: 1, where: { always: true } } } as const;
      expect(said(where, { segments, retentionDays: 90 })).toEqual(isFar ? [`beyond-retention /where: ${far}`] : []);
      expect(said(where, { segments })).toEqual([]);
    });

    test('a number of days that is none is refused', () => {
      expect(() => said({ always: true }, { retentionDays: -1 })).toThrow('options.retentionDays: expected');
      expect(said({ always: true }, { retentionDays: 0 })).toEqual([]);
    });
  });
});
