import { describe, expect, test } from 'vitest';
import type { Answer, SurveyRules } from 'clientele/feedback';
import { checkSurveyRules, decideSurvey, listFollowUps, measureClosedLoop, NPS } from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const DAY = 86_400_000;
const empty: SurveyRules = { kind: 'survey-rules', version: 1, coolDowns: [], surveys: {} };
const pause = { name: 'pause', scope: 'all', counts: ['sent'], days: 30 } as const;

describe('checkSurveyRules', () => {
  test.each<[object, string, string]>([
    [{ kind: 'rules' }, 'wrong-kind', '/kind'],
    [{ version: 2 }, 'wrong-kind', '/version'],
    [{ coolDowns: [pause, pause] }, 'duplicate', '/coolDowns/1/name'],
    [{ coolDowns: [{ ...pause, scope: 'some' }] }, 'unknown-name', '/coolDowns/0/scope'],
    [{ coolDowns: [{ ...pause, counts: [] }] }, 'empty', '/coolDowns/0/counts'],
    [{ coolDowns: [{ ...pause, counts: ['opened'] }] }, 'unknown-name', '/coolDowns/0/counts/0'],
    [{ coolDowns: [{ ...pause, days: -1 }] }, 'out-of-range', '/coolDowns/0/days'],
    [{ coolDowns: [{ ...pause, maximum: 0 }] }, 'not-a-count', '/coolDowns/0/maximum'],
    [{ newCustomerDays: NaN }, 'out-of-range', '/newCustomerDays'],
    [{ consent: 'maybe' }, 'unknown-name', '/consent'],
    [{ sampleShare: 2, seed: 1 }, 'not-a-probability', '/sampleShare'],
    [{ sampleShare: 0.5 }, 'missing-value', '/seed'],
    [{ seed: 1.5 }, 'not-an-integer', '/seed'],
    [{ surveys: { 'a/b': { exemptFrom: ['x'] } } }, 'unknown-name', '/surveys/a~1b/exemptFrom/0'],
    [{ coolDowns: [pause], surveys: { a: { coolDowns: [pause] } } }, 'duplicate', '/surveys/a/coolDowns/0/name'],
    [{ surveys: { a: { sampleShare: 0.5 } } }, 'missing-value', '/seed'],
    [{ surveys: { 'a~b': { sampleShare: -0.5 } }, seed: 1 }, 'not-a-probability', '/surveys/a~0b/sampleShare'],
    // A file may lack anything.
    [{ coolDowns: undefined }, 'wrong-type', '/coolDowns'],
    [{ surveys: undefined }, 'wrong-type', '/surveys'],
    [{ surveys: [] }, 'wrong-type', '/surveys'],
    [{ surveys: { a: null } }, 'wrong-type', '/surveys/a'],
    [{ surveys: { a: { coolDowns: {} } } }, 'wrong-type', '/surveys/a/coolDowns'],
    [{ surveys: { a: { exemptFrom: 'x' } } }, 'wrong-type', '/surveys/a/exemptFrom'],
    [{ coolDowns: [null] }, 'wrong-type', '/coolDowns/0'],
    [{ coolDowns: [{ ...pause, counts: 'sent' }] }, 'wrong-type', '/coolDowns/0/counts'],
    [{ coolDowns: [{ ...pause, counts: undefined }] }, 'wrong-type', '/coolDowns/0/counts'],
  ])('finds %j', (change, problem, path) => {
    expect(checkSurveyRules({ ...empty, ...change } as SurveyRules)).toContainEqual({
      code: problem,
      path,
      severity: 'error',
      message: expect.stringMatching(/\w+ \w+/),
    });
  });

  test('what is no list is one problem, not one of each of its parts', () => {
    const problems = (change: object) =>
      checkSurveyRules({ ...empty, ...change } as SurveyRules).map(({ path }) => path);
    expect(problems({ coolDowns: [{ ...pause, counts: 'sent' }] })).toEqual(['/coolDowns/0/counts']);
    expect(problems({ surveys: { a: { exemptFrom: 'x' } } })).toEqual(['/surveys/a/exemptFrom']);
    expect(problems({ surveys: { a: { coolDowns: 'x' } } })).toEqual(['/surveys/a/coolDowns']);
  });

  test('a maximum over two kinds is a warning: one invitation would count twice', () => {
    const rules: SurveyRules = { ...empty, coolDowns: [{ ...pause, counts: ['sent', 'shown'], maximum: 2 }] };
    expect(checkSurveyRules(rules)).toEqual([
      {
        code: 'double-count',
        path: '/coolDowns/0/maximum',
        severity: 'warning',
        message: expect.stringMatching(/twice/),
      },
    ]);
    for (const sound of [{ counts: ['sent', 'shown'] }, { maximum: 2 }, { counts: ['sent', 'shown'], maximum: 1 }]) {
      const coolDown = { ...pause, ...sound } as SurveyRules['coolDowns'][number];
      expect(checkSurveyRules({ ...empty, coolDowns: [coolDown] })).toEqual([]);
    }
    const sampled: SurveyRules = { ...empty, sampleShare: 0, seed: 1, surveys: { a: { sampleShare: 1 } } };
    expect(checkSurveyRules(sampled)).toEqual([]);
    expect(decideSurvey(rules, { events: [] }, { survey: 'a', asOf: 0 }).eligible).toBe(true);
  });
});

describe('decideSurvey', () => {
  const events = [
    { survey: 'a', kind: 'sent' as const, at: 0 },
    { survey: 'b', kind: 'sent' as const, at: 10 * DAY },
    { survey: 'a', kind: 'dismissed' as const, at: 11 * DAY },
    { survey: 'a', kind: 'sent' as const, at: 99 * DAY },
  ];
  const ask = (rules: SurveyRules, asOf: number, survey = 'a') => decideSurvey(rules, { events }, { survey, asOf });

  test('blocks [t, t + days); the m-th newest event decides; later events are ignored', () => {
    const rules: SurveyRules = { ...empty, coolDowns: [{ ...pause, maximum: 2 }] };
    expect(ask(rules, 12 * DAY)).toEqual({
      eligible: false,
      reasons: [{ code: 'cool-down', facts: { name: 'pause', untilAt: 30 * DAY } }],
      nextChangeAt: 30 * DAY,
    });
    expect(ask(rules, 30 * DAY)).toEqual({ eligible: true, reasons: [], nextChangeAt: null });
    expect(ask({ ...empty, coolDowns: [pause] }, 30 * DAY).nextChangeAt).toBe(40 * DAY);
  });

  test('once for ever does not release; the latest release counts; one that never comes makes it null', () => {
    const rules: SurveyRules = {
      ...empty,
      coolDowns: [pause, { name: 'once', scope: 'survey', counts: ['dismissed'], days: null }],
    };
    const decision = ask(rules, 12 * DAY);
    expect(decision.reasons.map(({ facts }) => facts)).toEqual([
      { name: 'pause', untilAt: 40 * DAY },
      { name: 'once', untilAt: null },
    ]);
    expect(decision.nextChangeAt).toBeNull();
    const both: SurveyRules = { ...empty, coolDowns: [{ ...pause, name: 'long', days: 45 }, pause] };
    expect(ask(both, 12 * DAY).nextChangeAt).toBe(55 * DAY);
    expect(ask({ ...both, coolDowns: both.coolDowns.toReversed() }, 12 * DAY).nextChangeAt).toBe(55 * DAY);
  });

  test('groups, exemptions and rules of one survey', () => {
    const rules: SurveyRules = {
      ...empty,
      coolDowns: [{ ...pause, scope: 'group' }],
      surveys: { a: { group: 'nps' }, b: { group: 'nps' }, c: { group: 'nps', exemptFrom: ['pause'] }, d: {} },
    };
    expect(['a', 'b', 'c', 'd', '__proto__'].map((survey) => ask(rules, 12 * DAY, survey).eligible)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test('a pause of a fraction of a millisecond lasts until the next whole one: nobody is asked too early', () => {
    const days = 1e-9;
    expect(ask({ ...empty, coolDowns: [{ ...pause, days }] }, 0).nextChangeAt).toBe(1);
    expect(ask({ ...empty, coolDowns: [{ ...pause, days }] }, 1).eligible).toBe(true);
    const rules: SurveyRules = { ...empty, newCustomerDays: days };
    expect(decideSurvey(rules, { events: [], firstSeenAt: 0 }, { survey: 'a', asOf: 0 }).nextChangeAt).toBe(1);
  });

  test('what happens at the instant of the decision counts', () => {
    expect(ask({ ...empty, coolDowns: [pause] }, 10 * DAY).nextChangeAt).toBe(40 * DAY);
    expect(ask({ ...empty, coolDowns: [pause] }, 0).eligible).toBe(false);
  });

  test('scopes: this survey, this group, every survey', () => {
    const blocked = (scope: 'all' | 'group' | 'survey', survey: string): boolean => {
      const surveys = { a: { group: 'x' }, b: { group: 'y' }, c: { group: 'x' } };
      return !ask({ ...empty, coolDowns: [{ ...pause, scope }], surveys }, 5 * DAY, survey).eligible;
    };
    // Only survey a was sent by then.
    expect(['a', 'b', 'c', 'unlisted'].map((survey) => blocked('all', survey))).toEqual([true, true, true, true]);
    expect(['a', 'b', 'c', 'unlisted'].map((survey) => blocked('group', survey))).toEqual([true, false, true, false]);
    expect(['a', 'b', 'c', 'unlisted'].map((survey) => blocked('survey', survey))).toEqual([true, false, false, false]);
    // Two surveys without a group do not form one.
    const events = [{ survey: 'p', kind: 'sent' as const, at: 0 }];
    const rules: SurveyRules = { ...empty, coolDowns: [{ ...pause, scope: 'group' }] };
    expect(decideSurvey(rules, { events }, { survey: 'q', asOf: DAY }).eligible).toBe(true);
  });

  test('reasons without a name have no key for it', () => {
    const rules: SurveyRules = { ...empty, consent: 'required' };
    expect(ask(rules, 0).reasons).toEqual([{ code: 'no-consent', facts: { untilAt: null } }]);
    expect(Object.keys(ask(rules, 0).reasons[0]!.facts)).toEqual(['untilAt']);
  });

  test('consent, and customers who are new or were never seen', () => {
    const rules: SurveyRules = { ...empty, consent: 'required', newCustomerDays: 14 };
    const codes = (customer: object): string[] =>
      decideSurvey(rules, { events: [], ...customer }, { survey: 'a', asOf: 20 * DAY }).reasons.map(
        (reason) => reason.code,
      );
    expect(codes({})).toEqual(['no-consent', 'first-seen-unknown']);
    expect(codes({ consent: false, firstSeenAt: null })).toEqual(['no-consent', 'first-seen-unknown']);
    expect(codes({ consent: true, firstSeenAt: 7 * DAY })).toEqual(['new-customer']);
    expect(codes({ consent: true, firstSeenAt: 6 * DAY })).toEqual([]);
  });

  test('a sample is stable, grows with its share, and needs an id', () => {
    const asked = (share: number): string[] =>
      Array.from({ length: 2000 }, (_, i) => `c${i}`).filter(
        (customerId) =>
          decideSurvey({ ...empty, sampleShare: share, seed: 7 }, { customerId, events: [] }, { survey: 'a', asOf: 0 })
            .eligible,
      );
    const [tenth, third] = [asked(0.1), asked(0.3)];
    expect(tenth.length).toBeGreaterThan(150);
    expect(tenth.length).toBeLessThan(250);
    expect(tenth.every((id) => third.includes(id))).toBe(true);
    expect(asked(1)).toHaveLength(2000);
    const own: SurveyRules = { ...empty, sampleShare: 1, seed: 7, surveys: { a: { sampleShare: 0 } } };
    expect(decideSurvey(own, { customerId: 1, events: [] }, { survey: 'a', asOf: 0 })).toMatchObject({
      reasons: [{ code: 'not-sampled' }],
      nextChangeAt: null,
    });
    expect(codeOf(() => decideSurvey(own, { events: [] }, { survey: 'a', asOf: 0 }))).toBe('missing-value');
  });

  test('unsound rules and events are refused', () => {
    expect(codeOf(() => ask({ ...empty, coolDowns: [{ ...pause, days: -1 }] }, 0))).toBe('out-of-range');
    const odd = [{ survey: 'a', kind: 'opened' as 'sent', at: 0 }];
    expect(codeOf(() => decideSurvey(empty, { events: odd }, { survey: 'a', asOf: 0 }))).toBe('unknown-name');
    expect(codeOf(() => decideSurvey(empty, { events: [] }, { survey: 'a', asOf: 'now' }))).toBe('not-an-instant');
  });
});

describe('closed loop', () => {
  const policy = { metric: NPS, trigger: [0, 1, 2, 3, 4, 5, 6], contactWithinDays: 2 };
  const span = { from: 0, to: 30 * DAY, asOf: 20 * DAY };
  const row = (id: string, day: number, score: number | null, more: object = {}): Answer => ({
    id,
    customerId: id[0]!,
    at: day * DAY,
    score,
    ...more,
  });

  test('in time is at or before the due instant, at the very instant still open, then overdue', () => {
    const statuses = listFollowUps(
      policy,
      [
        row('a1', 1, 3),
        row('b1', 1, 3),
        row('c1', 18, 0),
        row('d1', 17, 0),
        row('e1', 2, 9),
        row('f1', 2, 1, { outcome: 'dismissed' }),
        row('g1', 21, 0),
      ],
      [
        { answerId: 'a1', at: 3 * DAY },
        { answerId: 'a1', at: 2.5 * DAY },
        { answerId: 'b1', at: 3 * DAY + 1 },
        { answerId: 'c1', at: 17 * DAY },
        { answerId: 'd1', at: 20 * DAY + 1 },
        { answerId: 'zz', at: 3 * DAY },
      ],
      span,
    );
    expect(statuses.map(({ answerId, status, contactedAt }) => [answerId, status, contactedAt])).toEqual([
      ['a1', 'contacted-in-time', 2.5 * DAY],
      ['b1', 'contacted-late', 3 * DAY + 1],
      ['d1', 'overdue', null],
      ['c1', 'open', null],
    ]);
  });

  test('what is not yet decided is in no rate; the median is of the days to contact, in whatever order they come', () => {
    const answers = [
      row('a1', 1, 3),
      row('b1', 2, 3),
      row('c1', 3, 0),
      row('d1', 4, 6),
      row('e1', 19, 0),
      row('f1', 5, 1),
    ];
    const contacts = [
      { answerId: 'a1', at: 2.5 * DAY },
      { answerId: 'b1', at: 12 * DAY },
      { answerId: 'c1', at: 3.25 * DAY },
      { answerId: 'd1', at: 6 * DAY },
    ];
    expect(measureClosedLoop(policy, answers, contacts, span)).toMatchObject({
      triggered: 6,
      contactedInTime: 3,
      contactedLate: 1,
      overdue: 1,
      open: 1,
      closeRate: { numerator: 3, denominator: 5 },
      rescueRate: { numerator: 0, denominator: 4 },
      reasked: 0,
      // 0.25, 1.5, 2 and 10 days: the middle two make 1.75.
      medianDaysToContact: 1.75,
    });
  });

  test('an answer at the instant of the contact is no answer to it, and the lowest level is one', () => {
    const contacts = [
      { answerId: 'a1', at: 2 * DAY },
      { answerId: 'b1', at: 2 * DAY },
    ];
    const answers = [row('a1', 1, 3), row('a2', 2, 9), row('b1', 1, 3), row('b2', 3, 0)];
    expect(measureClosedLoop(policy, answers, contacts, span)).toMatchObject({
      reasked: 1,
      rescueRate: { numerator: 0, denominator: 2 },
    });
    // Of two at one instant the smaller id is the first, without ids the lower level; what is answered at asOf is known.
    const loop = (rows: Answer[]) =>
      measureClosedLoop(policy, [row('a1', 1, 3), ...rows], contacts, { ...span, to: 2 * DAY, asOf: 3 * DAY })
        .rescueRate;
    const named = [row('a2', 3, 9), row('a3', 3, 0)];
    const { id: _, ...nameless } = row('a0', 3, 9);
    for (const rows of [named, named.toReversed()]) expect(loop(rows).numerator).toBe(1);
    const low = { ...nameless, score: 2 };
    for (const rows of [
      [nameless, low],
      [low, nameless],
    ])
      expect(loop(rows).numerator).toBe(0);
    // Later answers do not matter, whatever their ids.
    expect(loop([row('a9', 2.5, 9), row('a2', 3, 0)]).numerator).toBe(1);
    expect(loop([row('a2', 3, 0), row('a9', 2.5, 9)]).numerator).toBe(1);
  });

  test('what is no valid answer is no answer to the contact: off the scale, none, or dismissed', () => {
    const contacts = [{ answerId: 'a1', at: 2 * DAY }];
    for (const none of [row('a2', 3, 11), row('a2', 3, null), row('a2', 3, 9, { outcome: 'dismissed' })]) {
      expect(measureClosedLoop(policy, [row('a1', 1, 3), none], contacts, span)).toMatchObject({
        reasked: 0,
        rescueRate: { numerator: 0, denominator: 1 },
      });
      // Nor does it stand in the way of the answer after it.
      expect(measureClosedLoop(policy, [row('a1', 1, 3), none, row('a3', 4, 9)], contacts, span).reasked).toBe(1);
    }
  });

  test('125 rescued customers at 1100 preserve 137,500 (the published example)', () => {
    const answers = Array.from({ length: 125 }, (_, i) => i).flatMap((i) => [
      { id: `x${i}`, customerId: `c${i}`, at: DAY, score: 2 },
      { id: `y${i}`, customerId: `c${i}`, at: 10 * DAY, score: 9 },
    ]);
    const contacts = answers.filter(({ id }) => id.startsWith('x')).map(({ id }) => ({ answerId: id, at: 2 * DAY }));
    const report = measureClosedLoop(policy, new Set(answers), contacts, { ...span, valuePerCustomer: 1100 });
    expect(report).toMatchObject({
      preservedValue: 137_500,
      reasked: 125,
      medianDaysToContact: 1,
      closeRate: { value: 1 },
      rescueRate: { numerator: 125 },
    });
  });

  test('the first answer after the earliest contact decides, whatever the order of rows', () => {
    const answers = [
      row('a1', 1, 3),
      row('a2', 4, 5),
      row('a3', 6, 10),
      row('b1', 1, 0),
      row('b2', 5, 9),
      row('b3', 5, 2, { id: 'b0' }),
    ];
    const contacts = [
      { answerId: 'a1', at: 2 * DAY },
      { answerId: 'a2', at: 5 * DAY },
      { answerId: 'b1', at: 2 * DAY },
    ];
    for (const rows of [answers, answers.toReversed()]) {
      expect(measureClosedLoop(policy, rows, contacts, span)).toMatchObject({
        reasked: 2,
        rescueRate: { numerator: 0, denominator: 2 },
      });
    }
  });

  test('nobody unhappy: rates are empty, not 0', () => {
    expect(measureClosedLoop(policy, [row('a1', 1, 9)], [], span)).toMatchObject({
      triggered: 0,
      closeRate: { value: null, reason: 'empty' },
      rescueRate: { value: null },
      medianDaysToContact: null,
    });
  });

  test('unsound policies and rows', () => {
    const run = (change: object, answers: Answer[] = [], options: object = {}): string =>
      codeOf(() => measureClosedLoop({ ...policy, ...change }, answers, [], { ...span, ...options }));
    expect(run({ trigger: [] })).toBe('empty');
    expect(run({ trigger: [11] })).toBe('out-of-range');
    expect(run({ contactWithinDays: -1 })).toBe('out-of-range');
    expect(run({}, [{ customerId: 'a', at: DAY, score: 0 }])).toBe('missing-value');
    expect(run({}, [row('a1', 1, 0), row('a1', 2, 0)])).toBe('duplicate');
    expect(run({}, [], { valuePerCustomer: NaN })).toBe('not-finite');
    expect(run({}, [], { from: 40 * DAY })).toBe('out-of-order');
  });
});
