import { describe, expect, test } from 'vitest';
import { csatMetric, listFollowUps, measureResponseRate, NPS, tallyScores, type Answer } from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const POLICY = { metric: NPS, trigger: [0, 3, 6], contactWithinDays: 2 };
const MARCH = { from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z', asOf: '2025-03-31T00:00:00Z' };
const unhappy = (id: string, at: string, score = 3): Answer => ({ id, customerId: `of ${id}`, at, score });

describe('the ends of the period', () => {
  const ids = (at: string, options = MARCH): string[] =>
    listFollowUps(POLICY, [unhappy('x', at)], [], options).map(({ answerId }) => answerId);

  test('its first instant belongs to it, its end to the next', () => {
    expect(ids(MARCH.from)).toEqual(['x']);
    const later = { ...MARCH, asOf: '2025-05-01T00:00:00Z' };
    expect(ids('2025-03-31T23:59:59.999Z', later)).toEqual(['x']);
    expect(ids(MARCH.to, later)).toEqual([]);
  });

  test('what is known at an instant includes that instant', () => {
    expect(ids(MARCH.asOf)).toEqual(['x']);
    expect(ids('2025-03-31T00:00:00.001Z')).toEqual([]);
  });
});

describe('contacts', () => {
  const answered = '2025-03-10T00:00:00Z';
  const status = (...at: string[]): (string | null)[] => {
    const contacts = at.map((instant) => ({ answerId: 'x', at: instant }));
    const [task] = listFollowUps(POLICY, [unhappy('x', answered)], contacts, MARCH);
    return [task!.status, task!.contactedAt === null ? null : new Date(task!.contactedAt).toISOString()];
  };

  test('count from the very instant of the answer to the very instant of the knowledge', () => {
    expect(status(answered)).toEqual(['contacted-in-time', '2025-03-10T00:00:00.000Z']);
    expect(status('2025-03-09T23:59:59.999Z')).toEqual(['overdue', null]);
    expect(status(MARCH.asOf)).toEqual(['contacted-late', '2025-03-31T00:00:00.000Z']);
    expect(status('2025-03-31T00:00:00.001Z')).toEqual(['overdue', null]);
  });

  test('keep the promise up to the instant at which it is due', () => {
    expect(status('2025-03-12T00:00:00Z')[0]).toBe('contacted-in-time');
    expect(status('2025-03-12T00:00:00.001Z')[0]).toBe('contacted-late');
  });

  test('the earliest counts, in whatever order they come', () => {
    const [early, late] = ['2025-03-11T00:00:00Z', '2025-03-20T00:00:00Z'];
    expect(status(early, late)).toEqual(['contacted-in-time', '2025-03-11T00:00:00.000Z']);
    expect(status(late, early)).toEqual(['contacted-in-time', '2025-03-11T00:00:00.000Z']);
  });
});

test('come by instant, then by id', () => {
  const rows = [
    unhappy('b', '2025-03-02T00:00:00Z'),
    unhappy('c', '2025-03-01T00:00:00Z'),
    unhappy('a', '2025-03-02T00:00:00Z'),
  ];
  const order = (answers: Answer[]): string => listFollowUps(POLICY, answers, [], MARCH).map((t) => t.answerId).join(''); // prettier-ignore
  expect(order(rows)).toBe('cab');
  expect(order(rows.toReversed())).toBe('cab');
});

test('instants come back as whole milliseconds, however they came in', () => {
  const midnight = Date.parse('2025-03-02T00:00:00Z');
  const answeredAt = (at: Answer['at'], options = MARCH) =>
    listFollowUps(POLICY, [{ ...unhappy('x', ''), at }], [], options)[0]!.answeredAt;
  for (const at of ['2025-03-02T00:00:00Z', new Date(midnight), midnight, midnight + 0.5])
    expect(answeredAt(at)).toBe(midnight);
  const epoch = { from: '1969-12-31T00:00:00Z', to: '1970-01-02T00:00:00Z', asOf: '1970-01-02T00:00:00Z' };
  expect(Object.is(answeredAt(-0, epoch), 0)).toBe(true);
});

test('triggers are levels of the scale, wherever it begins', () => {
  const policy = {
    metric: csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] }),
    trigger: [1, 2],
    contactWithinDays: 1,
  };
  const rows = [1, 2, 3, 4, 5].map((score) => unhappy(`s${score}`, '2025-03-02T00:00:00Z', score));
  expect(listFollowUps(policy, rows, [], MARCH).map(({ answerId }) => answerId)).toEqual(['s1', 's2']);
});

test('what cannot be followed up is refused, with its place', () => {
  const { id: _, ...nameless } = unhappy('x', MARCH.from);
  const thrown = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing thrown';
  };
  const follow = (answers: Answer[], policy = POLICY) => listFollowUps(policy, answers, [], MARCH);
  expect(codeOf(() => follow([nameless]))).toBe('missing-value');
  expect(thrown(() => follow([nameless]))).toMatch(/^answers\[0\]\.id: expected an id/);
  const twice = [unhappy('x', MARCH.from), unhappy('x', MARCH.from)];
  expect(codeOf(() => follow(twice))).toBe('duplicate');
  expect(thrown(() => follow(twice))).toMatch(/^answers\[1\]\.id: .*x twice/);
  expect(codeOf(() => follow([], { ...POLICY, trigger: [] }))).toBe('empty');
  expect(codeOf(() => follow([], { ...POLICY, trigger: [11] }))).toBe('out-of-range');
  expect(thrown(() => follow([], { ...POLICY, trigger: [] }))).toMatch(/^policy\.trigger: expected at least one/);
  // Nobody who is happy needs an id.
  expect(follow([{ ...nameless, score: 10 }])).toEqual([]);
});

test('more answers than deliveries are told where they were said', () => {
  const tally = tallyScores(NPS, [9, 10, 3]);
  expect(measureResponseRate(tally, { delivered: 3 }).value).toBe(1);
  expect(() => measureResponseRate(tally, { delivered: 2 })).toThrow(
    'options.delivered: expected at least 3 answered, got 2',
  );
});
