import { describe, expect, test } from 'vitest';
import type { Answer, AnswerTally } from 'clientele/feedback';
import {
  CES_2,
  emptyAnswerTally,
  ENPS,
  mergeAnswerTallies,
  NPS,
  subtractAnswerTally,
  tallyAnswers,
  tallyBySegment,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

describe('tallyScores', () => {
  test('coerces nothing and loses nothing', () => {
    const rows: unknown[] = ['9', true, {}, [9], NaN, null, undefined, Infinity, -Infinity, -1, 11, 8.5, -0, 9.0, 10];
    const tally = tallyScores(NPS, rows as number[]);
    expect(tally.counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(tally).toMatchObject({ answered: 3, unanswered: 2, invalid: { offScale: 4, fractional: 1, notNumber: 5 } });
  });

  test('levels are values, not positions: the first level of 1-7 is 1, and 0 is a level of NPS', () => {
    expect(tallyScores(CES_2, [1, 7, 0]).counts).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(tallyScores(NPS, [0]).counts[0]).toBe(1);
  });

  test('off scale is tested before fractional', () => {
    expect(tallyScores(THUMBS, [1.5, 0.5]).invalid).toEqual({ offScale: 1, fractional: 1, notNumber: 0 });
  });

  test('nothing is the empty tally, from any iterable', () => {
    expect(tallyScores(NPS, [])).toEqual(emptyAnswerTally(NPS));
    expect(tallyScores(THUMBS, new Set([0, 1])).answered).toBe(2);
  });

  test('refuses an unsound scale instead of making an endless array', () => {
    const scaled = (min: number, max: number) => ({ ...NPS, scale: { min, max } });
    expect(codeOf(() => tallyScores(scaled(0, 1e9), []))).toBe('too-many');
    expect(codeOf(() => tallyScores(scaled(5, 5), []))).toBe('out-of-order');
    expect(codeOf(() => tallyScores(scaled(0.5, 1.5), []))).toBe('not-an-integer');
    expect(codeOf(() => tallyScores(scaled(NaN, 1), []))).toBe('not-an-integer');
  });
});

describe('tallyAnswers', () => {
  const at = '2025-05-01T12:00:00Z';
  const rows: Answer[] = [
    { customerId: 'a', at: '2025-04-30T23:59:59.999Z', score: 9 },
    { customerId: 'b', at: '2025-05-01T00:00:00Z', score: 9, outcome: 'dismissed' },
    { customerId: 'c', at, score: 10, outcome: 'unanswered' },
    { customerId: 'd', at, score: null },
    { customerId: 'e', at, score: 11 },
    { customerId: 'f', at, score: 7.5 },
    { customerId: 'g', at, score: 10 },
    { customerId: 'g', at: '2025-05-02T12:00:00Z', score: 3 },
    { customerId: 'h', at: '2025-06-01T00:00:00Z', score: 9 },
  ];
  const window = { from: '2025-05-01T00:00:00Z', to: '2025-06-01T00:00:00Z' };

  test('counts every row in one place: the window first, its end excluded', () => {
    const tally = tallyAnswers(NPS, rows, { keep: 'latest', ...window });
    expect(tally).toMatchObject({
      answered: 1,
      unanswered: 2,
      dismissed: 1,
      superseded: 1,
      outsideWindow: 2,
      invalid: { offScale: 1, fractional: 1, notNumber: 0 },
    });
    expect(tally.counts[3]).toBe(1);
    expect(tallyAnswers(NPS, rows, { keep: 'first', ...window }).counts[10]).toBe(1);
    expect(tallyAnswers(NPS, rows, { keep: 'all' }).answered).toBe(4);
  });

  test('one count a level, also where the scale does not begin at 0', () => {
    const rows = [
      { customerId: 'a', at: 0, score: 1 },
      { customerId: 'b', at: 0, score: 7 },
    ];
    expect(tallyAnswers(CES_2, rows, { keep: 'latest' }).counts).toEqual([1, 0, 0, 0, 0, 0, 1]);
  });

  test('an instant is a Date, a text or a number; one after the last of them is none', () => {
    const end = '2025-05-01T12:00:00.001Z';
    for (const same of [at, new Date(at), Date.parse(at), '2025-05-01T14:00:00+02:00']) {
      const row = [{ customerId: 'a', at: same, score: 9 }];
      expect(tallyAnswers(NPS, row, { keep: 'latest', from: at, to: end })).toMatchObject({
        answered: 1,
        outsideWindow: 0,
      });
    }
    const taken = (instant: number) =>
      codeOf(() => tallyAnswers(NPS, [{ customerId: 'a', at: instant, score: 9 }], { keep: 'all' }));
    expect([8.64e15, -8.64e15, 8.64e15 + 2, -8.64e15 - 2].map(taken)).toEqual([
      'nothing thrown',
      'nothing thrown',
      'not-an-instant',
      'not-an-instant',
    ]);
  });

  test('an invalid answer does not supersede a valid one', () => {
    const late = [...rows, { customerId: 'g', at: '2025-05-03T00:00:00Z', score: 99 }];
    expect(tallyAnswers(NPS, late, { keep: 'latest', ...window }).counts[3]).toBe(1);
  });

  test('1 and the text 1 are two customers; __proto__ and constructor are ids', () => {
    const ids: Answer<string | number>[] = [1, '1', '__proto__', 'constructor'].map((customerId) => ({
      customerId,
      at,
      score: 9,
    }));
    expect(tallyAnswers(NPS, [...ids, ...ids], { keep: 'latest' })).toMatchObject({ answered: 4, superseded: 4 });
  });

  test('at one instant the greater id is the later; without ids, and among equal ids, the lower score is kept', () => {
    const two = (first: Partial<Answer>, second: Partial<Answer>): Answer[] =>
      [first, second].map((row) => ({ customerId: 'a', at, score: 0, ...row }));
    const keptIn = (pair: Answer[], keep: 'first' | 'latest'): number[] =>
      [pair, pair.toReversed()].map((list) => tallyAnswers(NPS, list, { keep }).counts.indexOf(1));
    expect(keptIn(two({ score: 10, id: 'r-2' }, { score: 2, id: 'r-10' }), 'latest')).toEqual([10, 10]);
    expect(keptIn(two({ score: 10, id: 'r-2' }, { score: 2, id: 'r-10' }), 'first')).toEqual([2, 2]);
    for (const keep of ['first', 'latest'] as const) {
      expect(keptIn(two({ score: 10 }, { score: 2 }), keep)).toEqual([2, 2]);
      expect(keptIn(two({ score: 10, id: 'x' }, { score: 2, id: 'x' }), keep)).toEqual([2, 2]);
    }
    expect(keptIn(two({ score: 10, id: 'x' }, { score: 2 }), 'latest')).toEqual([10, 10]);
    expect(keptIn(two({ score: 10, id: 'x' }, { score: 2 }), 'first')).toEqual([2, 2]);
    // Without an id an answer is before any id, also before those that sort before words.
    expect(keptIn(two({ score: 10, id: '!' }, { score: 2 }), 'latest')).toEqual([10, 10]);
  });

  test('refuses local time, unknown policies and outcomes, and a window that ends before it begins', () => {
    const run = (row: object, options: object): string =>
      codeOf(() => tallyAnswers(NPS, [{ customerId: 'a', at, score: 1, ...row }], { keep: 'all', ...options }));
    expect(run({ at: '2025-05-01T12:00:00' }, {})).toBe('not-an-instant');
    expect(run({ outcome: 'skipped' }, {})).toBe('unknown-name');
    expect(run({}, { keep: 'newest' })).toBe('unknown-name');
    expect(run({}, { from: at, to: '2025-04-01T00:00:00Z' })).toBe('out-of-order');
    expect(run({}, { from: 'May' })).toBe('not-an-instant');
  });
});

describe('tallyBySegment', () => {
  test('is tallyAnswers for each segment, whatever its name', () => {
    const rows = ['__proto__', 'constructor', 'web'].flatMap((segment, i) =>
      [9, 3].map((score) => ({ customerId: `c${i}`, at: i * 1000, score, segment })),
    );
    const tallies = tallyBySegment(NPS, rows, (row) => row.segment, { keep: 'latest', to: 2000 });
    expect(Object.keys(tallies)).toEqual(['__proto__', 'constructor', 'web']);
    for (const keep of ['all', 'latest', 'first'] as const) {
      for (const window of [{ to: 2000 }, { from: 1000 }, { from: 1000, to: 2000 }]) {
        const counted = tallyBySegment(NPS, rows, (row) => row.segment, { keep, ...window });
        for (const name of Object.keys(tallies)) {
          const part = rows.filter((row) => row.segment === name);
          expect(counted[name]).toEqual(tallyAnswers(NPS, part, { keep, ...window }));
        }
      }
    }
  });

  test('refuses an unknown policy', () => {
    expect(codeOf(() => tallyBySegment(NPS, [] as Answer[], () => 'x', { keep: 'some' as 'all' }))).toBe(
      'unknown-name',
    );
  });
});

describe('merge and subtract', () => {
  const tally = tallyScores(NPS, [10, 9, 3, null, 11]);

  test('add and take away cell by cell, exactly', () => {
    const both = mergeAnswerTallies(tally, tallyScores(NPS, [0, 8.5]));
    expect(both).toMatchObject({ answered: 4, unanswered: 1, invalid: { offScale: 1, fractional: 1 } });
    expect(subtractAnswerTally(both, tally)).toEqual(tallyScores(NPS, [0, 8.5]));
  });

  test('refuse another metric or scale: 1-10 data never become 0-10 data', () => {
    const other = { ...NPS, scale: { min: 1, max: 10 } };
    expect(codeOf(() => mergeAnswerTallies(tally, tallyScores(other, [10])))).toBe('metric-mismatch');
    expect(codeOf(() => mergeAnswerTallies(tally as AnswerTally, tallyScores(ENPS, [10])))).toBe('metric-mismatch');
    expect(codeOf(() => subtractAnswerTally(tally as AnswerTally, tallyScores(ENPS, [10])))).toBe('metric-mismatch');
  });

  test('refuse a part that is not inside the whole, and counts past 2^53', () => {
    expect(codeOf(() => subtractAnswerTally(tallyScores(NPS, [1]), tally))).toBe('negative-count');
    const full = { ...tally, unanswered: Number.MAX_SAFE_INTEGER };
    expect(codeOf(() => mergeAnswerTallies(full, tally))).toBe('overflow');
  });

  test('refuse tallies with missing levels', () => {
    expect(codeOf(() => mergeAnswerTallies(tally, { ...tally, counts: [] }))).toBe('metric-mismatch');
  });
});
