import type { Answer } from 'clientele/feedback';
import { measureInterval, measureRolling, measureScore, NPS, tallyAnswers, tallyScores } from 'clientele/feedback';
import { createRandom, nextUniform } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

function uniforms(count: number, seed: number): Float64Array {
  const state = createRandom(seed);
  return Float64Array.from({ length: count }, () => nextUniform(state));
}

const scoresOf = (count: number): number[] => Array.from(uniforms(count, 7), (u) => Math.floor(u * 11));

const DAY = 86_400_000;

/** Answers of a year; a customer answers about three times. */
function answersOf(count: number): Answer<number>[] {
  const [who, when, what] = [uniforms(count, 1), uniforms(count, 2), uniforms(count, 3)];
  return Array.from({ length: count }, (_, i) => ({
    customerId: Math.floor((who[i]! * count) / 3),
    at: Math.floor(when[i]! * 365 * DAY),
    score: Math.floor(what[i]! * 11),
  }));
}

function same(a: unknown, b: unknown): void {
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`answers differ: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

/** Tango's bounds by plain bisection, 60 steps a side. */
function bisect(p: number, m: number, d: number): [number, number] {
  const n = p + m + d;
  const z = 1.959963984540054;
  const statistic = (t: number): number => {
    const b = -(p + d) + (2 * n - p + d) * t;
    const q = (Math.sqrt(Math.max(0, b * b + 8 * n * d * t * (1 - t))) - b) / (4 * n);
    return (p - d - n * t) / Math.sqrt(n * (2 * q + t * (1 - t)));
  };
  let [a, b] = [-1, (p - d) / n];
  for (let i = 0; i < 60; i++) {
    const middle = (a + b) / 2;
    if (statistic(middle) > z) a = middle;
    else b = middle;
  }
  let [c, e] = [(p - d) / n, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (c + e) / 2;
    if (statistic(middle) > -z) c = middle;
    else e = middle;
  }
  return [50 * (a + b), 50 * (c + e)];
}

const tallies = Array.from({ length: 20_000 }, (_, i) => ({
  top: 20 + (i % 50),
  middle: 5 + (i % 31),
  bottom: 3 + (i % 17),
}));

export const cases: BenchCase[] = [
  {
    name: 'tallyScores, 1,000,000 scores, against a bare histogram loop that checks nothing',
    data: () => scoresOf(1_000_000),
    ours: (scores: number[]) => tallyScores(NPS, scores).counts,
    limit: (scores: number[]) => {
      const counts = Array<number>(11).fill(0);
      for (const score of scores) counts[score]!++;
      return counts;
    },
    goal: 3,
    check: same,
  },
  {
    name: 'tallyScores, 1,000,000 scores, against a strict histogram by hand',
    data: () => scoresOf(1_000_000),
    ours: (scores: number[]) => tallyScores(NPS, scores).counts,
    limit: (scores: number[]) => {
      const counts = Array<number>(11).fill(0);
      for (const score of scores)
        if (typeof score === 'number' && score >= 0 && score <= 10 && Math.floor(score) === score) counts[score]!++;
      return counts;
    },
    goal: 1.5,
    check: same,
  },
  {
    name: 'tallyScores + measureScore, 1,000,000 scores, against the usual two filters (must be 3 times faster: 0.33)',
    data: () => scoresOf(1_000_000),
    ours: (scores: number[]) => measureScore(NPS, tallyScores(NPS, scores)).value,
    limit: (scores: number[]) => {
      const promoters = scores.filter((score) => score >= 9).length;
      const detractors = scores.filter((score) => score <= 6).length;
      return (100 * (promoters - detractors)) / scores.length;
    },
    goal: 0.34,
    check: same,
  },
  {
    name: "tallyAnswers 'latest', 1,000,000 answers, against a bare Map pass",
    data: () => answersOf(1_000_000),
    ours: (answers: Answer<number>[]) => tallyAnswers(NPS, answers, { keep: 'latest' }).counts,
    limit: (answers: Answer<number>[]) => {
      const latest = new Map<number, Answer<number>>();
      for (const answer of answers) {
        const rival = latest.get(answer.customerId);
        if (!rival || answer.at > rival.at || (answer.at === rival.at && answer.score! < rival.score!))
          latest.set(answer.customerId, answer);
      }
      const counts = Array<number>(11).fill(0);
      for (const { score } of latest.values()) counts[score!]!++;
      return counts;
    },
    goal: 2,
    rounds: 7,
    check: same,
  },
  {
    name: 'measureInterval, 20,000 score intervals, against two bare bisections of 60 steps',
    data: () => tallies,
    ours: (list: typeof tallies) => list.reduce((sum, groups) => sum + measureInterval(NPS, groups).interval!.low, 0),
    limit: (list: typeof tallies) =>
      list.reduce((sum, { top, middle, bottom }) => sum + bisect(top, middle, bottom)[0], 0),
    goal: 1.5,
    check: (a, b) => {
      if (Math.abs((a as number) - (b as number)) > 1e-4)
        throw new Error(`bounds differ: ${String(a)} and ${String(b)}`);
    },
  },
  ...(['all', 'latest'] as const).map((keep): BenchCase => ({
    name: `measureRolling '${keep}', 100,000 answers, 365 daily windows of 90 days, against sorting them once`,
    data: () => answersOf(100_000),
    ours: (answers: Answer<number>[]) =>
      measureRolling(NPS, answers, { windowDays: 90, stepDays: 1, from: DAY, to: 365 * DAY, keep }).length,
    limit: (answers: Answer<number>[]) => answers.toSorted((a, b) => (a.at as number) - (b.at as number)).length && 365,
    goal: keep === 'all' ? 3 : 6,
    check: same,
  })),
];
