import {
  compareSurvival,
  cumulativeHazard,
  expectedDaysWithin,
  fitAalenJohansen,
  fitKaplanMeier,
  fitNelsonAalen,
  probabilityEnded,
  probabilitySurviving,
  quantileDays,
  summarizeSpells,
  tabulateSurvival,
} from 'clientele/survival';
import type { Membership, Spell } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
const ends = (...days: number[]): Spell[] => days.map((day) => ({ days: day, ended: true }));
const open = (...days: number[]): Spell[] => days.map((day) => ({ days: day, ended: false }));
const text = 'ten' as unknown as number;

describe('reading spells', () => {
  test.each<[string, Spell[], string]>([
    ['no spells', [], 'empty'],
    ['only spells of weight 0', [{ days: 1, ended: true, weight: 0 }], 'empty'],
    ['negative days', [{ days: -1, ended: true }], 'out-of-range'],
    ['NaN days', [{ days: NaN, ended: true }], 'not-finite'],
    ['infinite days', [{ days: Infinity, ended: true }], 'not-finite'],
    ['days as text', [{ days: text, ended: true }], 'wrong-type'],
    ['days as digits', [{ days: '5' as unknown as number, ended: true }], 'wrong-type'],
    ['an end that is 1', [{ days: 5, ended: 1 as unknown as boolean }], 'wrong-type'],
    ['entry at the end', [{ days: 5, ended: true, entryDays: 5 }], 'inconsistent'],
    ['a negative entry', [{ days: 5, ended: true, entryDays: -1 }], 'out-of-range'],
    ['a NaN entry', [{ days: 5, ended: true, entryDays: NaN }], 'not-finite'],
    ['a negative weight', [{ days: 5, ended: true, weight: -1 }], 'out-of-range'],
    ['an infinite weight', [{ days: 5, ended: true, weight: Infinity }], 'not-finite'],
  ])('%s', (_, spells, wanted) => {
    expect(() => fitKaplanMeier(spells)).toThrow(code(wanted));
    expect(() => fitNelsonAalen(spells)).toThrow(code(wanted));
  });

  test('says which row is wrong', () => {
    const spells = [...ends(1, 2), { days: -3, ended: true }];
    expect(() => fitKaplanMeier(spells)).toThrow(expect.objectContaining({ argument: 'spells[2].days' }));
  });

  test('anything that is no list is refused, a generator is read', () => {
    expect(() => fitKaplanMeier(5 as unknown as Spell[])).toThrow(code('wrong-type'));
    expect(() => fitKaplanMeier(null as unknown as Spell[])).toThrow(code('wrong-type'));
    const set = new Set(ends(3, 4));
    expect(fitKaplanMeier(set)).toEqual(fitKaplanMeier(ends(3, 4)));
  });
});

describe('at one day events come before censorings, entries after both', () => {
  test('a spell lost on an event day was still at risk', () => {
    const [step] = fitKaplanMeier([...ends(5), ...open(5, 9)]).steps;
    expect(step).toMatchObject({ days: 5, atRisk: 3, ended: 1, censoredBefore: 0 });
  });
  test('one who enters on an event day is not at risk on it', () => {
    const curve = fitKaplanMeier([...ends(5, 8), { days: 9, ended: true, entryDays: 5 }]);
    expect(curve.steps.map(({ atRisk }) => atRisk)).toEqual([2, 2, 1]);
  });
  test('a spell of 0 days counts on day 0 only', () => {
    const curve = fitKaplanMeier([...ends(0, 4), ...open(0, 6)]);
    expect(curve.steps).toMatchObject([
      { days: 0, atRisk: 4, ended: 1 },
      { days: 4, atRisk: 2, ended: 1, censoredBefore: 1 },
    ]);
    expect(probabilitySurviving(curve, { days: 0 }).value).toBe(0.75);
    expect(probabilitySurviving(curve, { days: 4, conditionalOnDays: 0 }).value).toBe(0.5);
    expect(probabilitySurviving(curve, { days: 4 }).value).toBe(0.375);
  });
  test('late entries before the first end or loss count too: on day 0 those who were seen from the start', () => {
    const curve = fitKaplanMeier([
      { days: 9, ended: true },
      { days: 12, ended: false, entryDays: 2 },
      { days: 15, ended: true, entryDays: 5 },
    ]);
    const atRisk = [0, 1, 2, 3, 5, 6, 9, 10, 15].map((days) => probabilitySurviving(curve, { days }).atRisk);
    expect(atRisk).toEqual([1, 1, 1, 2, 2, 3, 3, 2, 1]);
    const late = [0.1, 0.2, 0.3, 0.7].map((weight, i) => ({ days: 9 - i, ended: i > 1, entryDays: 4 - i, weight }));
    expect(probabilitySurviving(fitKaplanMeier(late), { days: 1 }).atRisk).toBe(0);
  });

  test('the number at risk is known on every day, also between ends', () => {
    const spells = [...ends(8, 12, 12), ...open(10, 15), { days: 20, ended: false, entryDays: 9 }];
    const curve = fitKaplanMeier(spells);
    for (let day = 0; day <= 21; day += 0.5) {
      const want = spells.filter(({ days, entryDays = 0 }) =>
        day === 0 ? entryDays === 0 : entryDays < day && day <= days,
      );
      expect(probabilitySurviving(curve, { days: Math.min(day, 21) }).atRisk, `day ${day}`).toBe(want.length);
    }
  });
});

describe('the ends of a curve', () => {
  test('nobody ended: stays at 1, the median is not reached', () => {
    const curve = fitKaplanMeier(open(10, 20));
    expect(curve.steps).toEqual([]);
    expect(curve.fit).toMatchObject({ n: 2, status: 'boundary', ended: 0, warnings: [{ code: 'nobody-ended' }] });
    expect(probabilitySurviving(curve, { days: 20 })).toEqual({
      value: 1,
      standardError: 0,
      interval: { low: 1, high: 1, level: 0.95, method: 'log-log' },
      atRisk: 1,
    });
    expect(quantileDays(curve, { share: 0.5 })).toEqual({
      value: null,
      reason: 'not-reached',
      interval: { low: null, high: null, level: 0.95, method: 'log-log' },
      atRisk: 0,
    });
    expect(cumulativeHazard(curve, { days: 5 }).interval).toMatchObject({ low: 0, high: 0 });
  });
  test('everybody gone: 0 without an interval, and none to ask about afterwards', () => {
    const curve = fitKaplanMeier(ends(1, 2));
    expect(probabilitySurviving(curve, { days: 2 })).toEqual({
      value: 0,
      standardError: null,
      interval: null,
      noInterval: 'all-ended',
      atRisk: 1,
    });
    expect(probabilitySurviving(curve, { days: 2, conditionalOnDays: 2 }).reason).toBe('none-at-risk');
  });
  test('beyond the longest spell nothing is said', () => {
    const curve = fitKaplanMeier([...ends(5), ...open(9)]);
    expect(probabilitySurviving(curve, { days: 9 }).value).toBe(0.5);
    for (const answer of [
      probabilitySurviving(curve, { days: 9.1 }),
      cumulativeHazard(curve, { days: 9.1 }),
      expectedDaysWithin(curve, { horizonDays: 9.1 }),
    ]) {
      expect(answer).toEqual({
        value: null,
        reason: 'beyond-follow-up',
        standardError: null,
        interval: null,
        atRisk: 0,
      });
    }
  });
  test('a risk set that empties early is warned about', () => {
    const curve = fitKaplanMeier([...ends(2), { days: 9, ended: true, entryDays: 5 }]);
    expect(curve.fit).toMatchObject({ status: 'weak', warnings: [{ code: 'risk-set-emptied', facts: { days: 2 } }] });
    expect(probabilitySurviving(curve, { days: 9 }).value).toBe(0);
    expect(curve.steps[1]?.greenwood).toBeNull();
  });
  test('fractional weights reach 0 exactly', () => {
    const spells = [0.1, 0.2, 0.3, 0.7].map((weight, i) => ({ days: i + 1, ended: true, weight }));
    expect(fitKaplanMeier(spells).steps.at(-1)?.probabilitySurviving).toBe(0);
    const late = spells.map((spell, i) => (i > 1 ? { ...spell, entryDays: i - 1 } : spell));
    expect(fitKaplanMeier(late).steps.at(-1)?.probabilitySurviving).toBe(0);
  });
});

describe('questions to a curve', () => {
  const curve = fitKaplanMeier([...ends(3, 5, 8, 12, 12), ...open(5, 10, 15)]);
  test.each(['log-log', 'log', 'plain'] as const)('interval %s holds the value', (method) => {
    const { value, interval } = probabilitySurviving(curve, { days: 8, method, level: 0.9 });
    expect(interval).toMatchObject({ level: 0.9, method });
    expect(interval!.low).toBeLessThan(value!);
    expect(interval!.high).toBeGreaterThan(value!);
  });
  test('plain and log intervals are cut', () => {
    expect(probabilitySurviving(curve, { days: 12, method: 'plain', level: 0.99 }).interval!.low).toBe(0);
    expect(probabilitySurviving(curve, { days: 3, method: 'log', level: 0.99 }).interval!.high).toBe(1);
  });
  test('conditional survival takes the variance since the condition only', () => {
    const since = probabilitySurviving(curve, { days: 8, conditionalOnDays: 5 });
    expect(since.value).toBeCloseTo(0.8, 12);
    expect(since.standardError).toBeCloseTo(0.8 * Math.sqrt(1 / (5 * 4)), 12);
    expect(probabilitySurviving(curve, { days: 5, conditionalOnDays: 5 })).toMatchObject({
      value: 1,
      standardError: 0,
    });
  });
  test('a median hit exactly, up to rounding, is the first such day', () => {
    const ten = fitKaplanMeier(ends(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect([0.1, 0.3, 0.5, 0.7, 0.9, 1].map((share) => quantileDays(ten, { share }).value)).toEqual([
      1, 3, 5, 7, 9, 10,
    ]);
  });
  test('bad options are refused', () => {
    expect(() => probabilitySurviving(curve, { days: -1 })).toThrow(code('out-of-range'));
    expect(() => probabilitySurviving(curve, { days: NaN })).toThrow(code('not-finite'));
    expect(() => probabilitySurviving(curve, { days: 3, conditionalOnDays: 4 })).toThrow(code('out-of-range'));
    expect(() => probabilitySurviving(curve, { days: 3, level: 1 })).toThrow(code('out-of-range'));
    expect(() => probabilitySurviving(curve, { days: 3, method: 'exact' as 'log' })).toThrow(code('unknown-name'));
    expect(() => quantileDays(curve, { share: 0 })).toThrow(code('out-of-range'));
    expect(() => quantileDays(curve, { share: 50 })).toThrow(code('out-of-range'));
    expect(() => expectedDaysWithin(curve, { horizonDays: -1 })).toThrow(code('out-of-range'));
    expect(() => cumulativeHazard(curve, { days: text })).toThrow(code('wrong-type'));
    expect(() => tabulateSurvival(curve, { atDays: [3, -1] })).toThrow(code('out-of-range'));
  });
  test('a table keeps the order of its days', () => {
    expect(tabulateSurvival(curve, { atDays: [12, 3], method: 'plain' }).map(({ days }) => days)).toEqual([12, 3]);
    expect(tabulateSurvival(curve, { atDays: [] })).toEqual([]);
  });
  test('a restricted mean of nothing is 0 days', () => {
    expect(expectedDaysWithin(curve, { horizonDays: 0 })).toMatchObject({ value: 0, standardError: 0 });
  });
  test('Nelson–Aalen keeps an interval to the end', () => {
    const aalen = fitNelsonAalen(ends(1, 2));
    const last = probabilitySurviving(aalen, { days: 2 });
    expect(last.value).toBeCloseTo(Math.exp(-1.5), 12);
    expect(last.standardError).toBeCloseTo(Math.exp(-1.5) * Math.sqrt(1 / 4 + 1), 12);
    expect(expectedDaysWithin(aalen, { horizonDays: 2 }).value).toBeCloseTo(1 + Math.exp(-0.5), 12);
    expect(quantileDays(aalen, { share: 0.5 }).value).toBe(2);
  });
});

describe('comparing groups', () => {
  const a = [...ends(3, 6, 9), ...open(12)].map((spell) => ({ ...spell, group: 'a' }));
  const b = [...ends(10, 14), ...open(20, 20)].map((spell) => ({ ...spell, group: 'b' }));
  test('one group cannot be compared, other things are refused', () => {
    expect(() => compareSurvival(a)).toThrow(code('too-few'));
    expect(() => compareSurvival([])).toThrow(code('empty'));
    expect(() => compareSurvival([...a, ...b], { weighting: { kind: 'peto' as 'gehan' } })).toThrow(
      code('unknown-name'),
    );
    expect(() => compareSurvival([...a, ...b], { weighting: { kind: 'fleming-harrington', rho: -1 } })).toThrow(
      code('out-of-range'),
    );
    expect(() => compareSurvival([{ ...a[0]!, group: 1 as unknown as string }, ...b])).toThrow(code('wrong-type'));
    expect(() => compareSurvival([{ ...a[0]!, stratum: 1 as unknown as string }, ...b])).toThrow(code('wrong-type'));
  });
  test('nobody ended: no difference, no NaN', () => {
    const rows = [
      ...open(5, 6).map((s) => ({ ...s, group: 'a' })),
      ...open(7).map((s) => ({ ...s, group: '__proto__' })),
    ];
    expect(compareSurvival(rows)).toMatchObject({ chiSquare: 0, pValue: 1, log10PValue: 0, degreesOfFreedom: 0 });
  });
  test('a p-value that underflows keeps its logarithm', () => {
    const many = [
      ...Array.from({ length: 3000 }, (_, i) => ({ days: 1 + i / 3000, ended: true, group: 'fast' })),
      ...Array.from({ length: 3000 }, (_, i) => ({ days: 10 + i / 3000, ended: true, group: 'slow' })),
    ];
    const { pValue, log10PValue } = compareSurvival(many);
    expect(pValue).toBe(0);
    expect(log10PValue).toBeLessThan(-330);
    expect(log10PValue).toBeGreaterThan(-1e4);
  });
  test('a stratum with one group adds nothing', () => {
    const strata = [...a, ...b].map((spell) => ({ ...spell, stratum: spell.group }));
    expect(compareSurvival(strata).chiSquare).toBe(0);
    expect(compareSurvival(strata).groups.map(({ observed, expected }) => observed - expected)).toEqual([0, 0]);
  });
});

describe('several ways to leave', () => {
  const rows = [
    { days: 10, cause: 'cancelled' as const },
    { days: 20, cause: 'card' as const },
    { days: 20, cause: null },
    { days: 30, cause: 'cancelled' as const },
    { days: 40, cause: null },
  ];
  const curve = fitAalenJohansen(rows);
  test('1 − Kaplan–Meier of one cause overstates', () => {
    const alone = fitKaplanMeier(rows.map(({ days, cause }) => ({ days, ended: cause === 'cancelled' })));
    const share = probabilityEnded(curve, { days: 30, cause: 'cancelled' }).value!;
    expect(1 - probabilitySurviving(alone, { days: 30 }).value!).toBeGreaterThan(share);
  });
  test('before anything, beyond everything, and an unknown cause', () => {
    expect(probabilityEnded(curve, { days: 5, cause: 'card' })).toMatchObject({
      value: 0,
      standardError: 0,
      atRisk: 5,
    });
    expect(probabilityEnded(curve, { days: 41, cause: 'card' }).reason).toBe('beyond-follow-up');
    expect(() => probabilityEnded(curve, { days: 5, cause: 'moved' as 'card' })).toThrow(code('unknown-name'));
    expect(() => probabilityEnded(curve, { days: -5, cause: 'card' })).toThrow(code('out-of-range'));
    expect(() => fitAalenJohansen([{ days: 1, cause: 5 as unknown as string }])).toThrow(code('wrong-type'));
  });
  test('everybody left one way: 1 without an interval; nobody left: a boundary', () => {
    const all = fitAalenJohansen([{ days: 1, cause: 'x' }, { days: 2, cause: 'x' }]); // prettier-ignore
    expect(probabilityEnded(all, { days: 2, cause: 'x' })).toMatchObject({
      value: 1,
      noInterval: 'all-ended',
      interval: null,
    });
    expect(fitAalenJohansen([{ days: 1, cause: null }]).fit).toMatchObject({ status: 'boundary', ended: 0 });
  });
  test('rows of weight 0 bring no cause', () => {
    expect(fitAalenJohansen([...rows, { days: 1, cause: 'moved', weight: 0 }]).causes).toEqual(['cancelled', 'card']);
  });
  test('late entries are at risk only after their entry', () => {
    const late = fitAalenJohansen([
      { days: 5, cause: 'x', weight: 2 },
      { days: 9, cause: 'x', entryDays: 5 },
      { days: 12, cause: null },
    ]);
    expect(late.steps.map(({ atRisk }) => atRisk)).toEqual([3, 2]);
  });
});

describe('spells of memberships', () => {
  const asOf = '2024-07-01T00:00:00Z';
  const one = (membership: Partial<Membership>): Membership[] => [
    { customerId: 'a', startedAt: '2024-01-01T00:00:00Z', ...membership },
  ];
  test('left truncation lowers the curve of a table of survivors', () => {
    const memberships: Membership[] = Array.from({ length: 60 }, (_, i) => {
      const start = Date.UTC(2023, 0, 1) + i * 6 * 86_400_000;
      return { customerId: i, startedAt: start, endedAt: start + (30 + ((i * 37) % 400)) * 86_400_000 };
    });
    const seenSince = '2023-10-01T00:00:00Z';
    const survivors = memberships.filter(({ endedAt }) => (endedAt as number) > Date.parse(seenSince));
    const naive = fitKaplanMeier(summarizeSpells(survivors, { asOf, observedFrom: 'beginning' }).spells);
    const honest = fitKaplanMeier(summarizeSpells(survivors, { asOf, observedFrom: seenSince }).spells);
    const at = { days: 200 };
    expect(probabilitySurviving(honest, at).value!).toBeLessThan(probabilitySurviving(naive, at).value! - 0.1);
  });
  test('borders: ended at asOf is running, ended at the border of the window is out', () => {
    const summary = (m: Partial<Membership>, observedFrom: string = 'beginning') =>
      summarizeSpells(one(m), { asOf, observedFrom });
    expect(summary({ endedAt: asOf }).spells[0]).toMatchObject({ ended: false, days: 182 });
    expect(summary({ endedAt: null }).spells[0]).toMatchObject({ ended: false });
    expect(summary({ startedAt: asOf }).excluded).toEqual({ endedBeforeWindow: 0, startedAfter: 1 });
    expect(summary({ endedAt: '2024-02-01T00:00:00Z' }, '2024-02-01T00:00:00Z').excluded.endedBeforeWindow).toBe(1);
    expect(summary({ endedAt: '2024-01-01T00:00:00Z' }).spells).toEqual([
      { customerId: 'a', days: 0, ended: true, entryDays: 0 },
    ]);
  });
  test('days are elapsed time, whatever the clocks of a zone do', () => {
    const [spell] = summarizeSpells(
      one({ startedAt: '2024-03-30T12:00:00+01:00', endedAt: '2024-03-31T12:00:00+02:00' }),
      { asOf, observedFrom: 'beginning' },
    ).spells;
    expect(spell?.days).toBe(23 / 24);
  });
  test('what contradicts itself is refused', () => {
    const options = { asOf, observedFrom: 'beginning' } as const;
    expect(() => summarizeSpells(one({ endedAt: '2023-12-31T00:00:00Z' }), options)).toThrow(code('inconsistent'));
    expect(() => summarizeSpells(one({ startedAt: '2024-01-01' }), options)).toThrow(code('not-an-instant'));
    expect(() => summarizeSpells(one({ endedAt: 'soon' }), options)).toThrow(
      expect.objectContaining({ argument: 'memberships[0].endedAt' }),
    );
    expect(() => summarizeSpells(one({}), { asOf, observedFrom: asOf })).toThrow(code('out-of-range'));
    expect(() => summarizeSpells(5 as unknown as Membership[], options)).toThrow(code('wrong-type'));
    expect(summarizeSpells([], options)).toEqual({ spells: [], excluded: { endedBeforeWindow: 0, startedAfter: 0 } });
  });
});
