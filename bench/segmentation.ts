import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CustomerModel, SegmentDefinition } from 'clientele/segmentation';
import { assignRfm, compileSegment, compileSegmentSet, fitClusters, fitRfm } from 'clientele/segmentation';
import { createRandom, nextUniform } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

/** Peers stand in `bench/node_modules` (`npm i --prefix bench`), or where `CLIENTELE_PEERS` says; without them ours is held against the limit only. */
const PEERS = process.env['CLIENTELE_PEERS'] ?? import.meta.dirname;
function peer(name: string): any {
  if (!existsSync(join(PEERS, 'node_modules', name))) throw new Error(`${name} is not installed`);
  return createRequire(join(PEERS, 'package.json'))(name);
}

interface Customer {
  id: string;
  plan: string;
  spend: number;
  country: string;
  lastLogin: number;
  events: { type: string; at: number; amount: number }[];
}

const NOW = Date.UTC(2024, 5, 15);
const DAY = 86_400_000;

function customers(n: number): Customer[] {
  const random = createRandom(7);
  const below = (k: number): number => Math.floor(nextUniform(random) * k);
  return Array.from({ length: n }, (_, i) => ({
    id: `c${i}`,
    plan: ['free', 'pro', 'business'][below(3)]!,
    spend: below(1000),
    country: ['US', 'CA', 'FR', 'DE'][below(4)]!,
    lastLogin: NOW - below(60 * DAY),
    events: Array.from({ length: below(20) }, () => ({
      type: below(3) > 0 ? 'purchase' : 'visit',
      at: NOW - below(90 * DAY),
      amount: below(200),
    })),
  }));
}

const MODEL: CustomerModel = {
  version: 1,
  fields: { plan: ['free', 'pro', 'business'], spend: 'number', country: 'text', lastLogin: 'instant' },
  events: { types: { purchase: { amount: 'number' }, visit: {} } },
};

const LOYAL: SegmentDefinition = {
  version: 1,
  where: {
    all: [
      { field: 'plan', op: 'in', value: ['pro', 'business'] },
      {
        any: [
          { field: 'spend', op: 'gte', value: 500 },
          { field: 'country', op: 'notIn', value: ['US', 'CA'] },
        ],
      },
      { field: 'lastLogin', window: { last: 30, unit: 'day' } },
      { event: 'purchase', window: { last: 30, unit: 'day' }, op: 'gte', value: 3 },
    ],
  },
};

/** What one would write by hand for this one rule. */
function byHand(c: Customer): boolean {
  if (c.plan !== 'pro' && c.plan !== 'business') return false;
  if (!(c.spend >= 500) && (c.country === 'US' || c.country === 'CA')) return false;
  if (!(c.lastLogin > NOW - 30 * DAY && c.lastLogin <= NOW)) return false;
  let count = 0;
  for (const event of c.events) {
    if (event.type === 'purchase' && event.at > NOW - 30 * DAY && event.at <= NOW && ++count >= 3) return true;
  }
  return false;
}

const countIf = (list: readonly Customer[], test: (c: Customer) => boolean): number => {
  let count = 0;
  for (const c of list) if (test(c)) count++;
  return count;
};

const over300 = (run: () => number): number => {
  let sum = 0;
  for (let i = 0; i < 300; i++) sum += run();
  return sum;
};

const same = (ours: unknown, other: unknown): void => {
  if (ours !== other) throw new Error(`answers differ: ${String(ours)} and ${String(other)}`);
};

const loyal = compileSegment<Customer>(LOYAL, { model: MODEL }).at(NOW);
const HUNDRED_THOUSAND = 'one segment of five conditions, 100,000 customers';

/** The same rule without its window of events, which no peer has: they get the count ready made. */
const counted = (c: Customer): Record<string, unknown> => ({
  ...c,
  recent: c.events.filter((e) => e.type === 'purchase' && e.at > NOW - 30 * DAY && e.at <= NOW).length,
});

function rulePeer(name: string, make: () => (c: Record<string, unknown>) => boolean): BenchCase {
  return {
    name: `${HUNDRED_THOUSAND}, beside ${name} (which is given the count of events)`,
    data: () => {
      const list = customers(100_000);
      return { list, rows: list.map(counted) };
    },
    ours: ({ list }) => countIf(list, loyal.test),
    limit: ({ list }) => countIf(list, byHand),
    peer: {
      name,
      run: ({ rows }) => {
        const test = make();
        let count = 0;
        for (const row of rows) if (test(row)) count++;
        return count;
      },
    },
    goal: 1.5,
    check: same,
    rounds: 7,
  };
}

const QUERY = {
  plan: { $in: ['pro', 'business'] },
  $or: [{ spend: { $gte: 500 } }, { country: { $nin: ['US', 'CA'] } }],
  lastLogin: { $gt: NOW - 30 * DAY, $lte: NOW },
  recent: { $gte: 3 },
};

const rfmRows = (
  n: number,
): { customerId: string; daysSinceLast: number; purchases: number; totalAmount: number }[] => {
  const random = createRandom(3);
  return Array.from({ length: n }, (_, i) => ({
    customerId: `c${i}`,
    daysSinceLast: Math.floor(nextUniform(random) * 1000),
    purchases: 1 + Math.floor(-Math.log(1 - nextUniform(random)) * 4),
    totalAmount: Math.round(nextUniform(random) * 1e6) / 100,
  }));
};

/** Three columns copied and sorted: what thresholds by sorting cost at least. */
function sortColumns(rows: ReturnType<typeof rfmRows>): number[][] {
  return (['daysSinceLast', 'purchases', 'totalAmount'] as const).map((field) => {
    const column = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) column[i] = rows[i]![field];
    column.sort();
    return [1, 2, 3, 4].map((k) => {
      const position = ((rows.length - 1) * k) / 5;
      const below = Math.floor(position);
      return column[below]! + (position - below) * (column[Math.min(rows.length - 1, below + 1)]! - column[below]!);
    });
  });
}

interface ClusterData {
  rows: { x: number; y: number; z: number }[];
  points: number[][];
  start: number[][];
}

function clusterData(n: number): ClusterData {
  const random = createRandom(9);
  const points = Array.from({ length: n }, (_, i) =>
    Array.from({ length: 3 }, () => nextUniform(random) + nextUniform(random) + (i % 5)),
  );
  const rows = points.map(([x, y, z]) => ({ x: x!, y: y!, z: z! }));
  return { rows, points, start: points.slice(0, 5) };
}

/** Lloyd as one writes it: every point against every center, every time. */
function plainLloyd({ points, start }: Pick<ClusterData, 'points' | 'start'>): number {
  let centers = start.map((center) => [...center]);
  const labels = new Int32Array(points.length).fill(-1);
  for (let iteration = 0; iteration < 300; iteration++) {
    let changed = false;
    let inertia = 0;
    for (let i = 0; i < points.length; i++) {
      const p = points[i]!;
      let best = Infinity;
      let label = 0;
      for (let c = 0; c < centers.length; c++) {
        const q = centers[c]!;
        const d = (p[0]! - q[0]!) ** 2 + (p[1]! - q[1]!) ** 2 + (p[2]! - q[2]!) ** 2;
        if (d < best) {
          best = d;
          label = c;
        }
      }
      inertia += best;
      if (labels[i] !== label) {
        labels[i] = label;
        changed = true;
      }
    }
    if (!changed) return inertia;
    const sums = centers.map(() => [0, 0, 0, 0]);
    points.forEach((p, i) => {
      const sum = sums[labels[i]!]!;
      for (let a = 0; a < 3; a++) sum[a]! += p[a]!;
      sum[3]!++;
    });
    centers = sums.map((sum) => [sum[0]! / sum[3]!, sum[1]! / sum[3]!, sum[2]! / sum[3]!]);
  }
  return NaN;
}

/** Seeds of the starts that are drawn: the sum over some of them evens out lucky ones. */
const SEEDS = [1, 2, 3];

/** k-means++ as one writes it, then {@link plainLloyd}: the sum of the inertias over {@link SEEDS}. */
function plainSeeded({ points }: Pick<ClusterData, 'points'>): number {
  return SEEDS.reduce((sum, seed) => {
    let state = seed;
    const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    const start = [points[Math.floor(draw() * points.length)]!];
    const nearest = points.map(() => Infinity);
    while (start.length < 5) {
      const q = start.at(-1)!;
      let total = 0;
      points.forEach((p, i) => {
        const d = (p[0]! - q[0]!) ** 2 + (p[1]! - q[1]!) ** 2 + (p[2]! - q[2]!) ** 2;
        total += nearest[i] = Math.min(nearest[i]!, d);
      });
      let rest = draw() * total;
      start.push(points[nearest.findIndex((d) => (rest -= d) < 0)]!);
    }
    return sum + plainLloyd({ points, start });
  }, 0);
}

const close = (ours: unknown, other: unknown): void => {
  if (Math.abs((ours as number) - (other as number)) > 1e-6 * Math.abs(other as number))
    throw new Error(`${String(ours)} and ${String(other)}`);
};

const setOf = (n: number): Record<string, SegmentDefinition> =>
  Object.fromEntries(
    Array.from({ length: n }, (_, i): [string, SegmentDefinition] => [
      `s${i}`,
      {
        version: 1,
        where: {
          all: [
            { field: 'spend', op: 'gte', value: 10 * (i % 50) },
            { event: 'purchase', window: { last: 10 + (i % 10) * 5, unit: 'day' }, op: 'gte', value: 2 },
          ],
        },
      },
    ]),
  );
const set = compileSegmentSet<string, 'none', Customer>(setOf(100), { model: MODEL }).at(NOW);

export const cases: BenchCase[] = [
  rulePeer('json-logic-engine', () => {
    const { LogicEngine } = peer('json-logic-engine');
    const rule = {
      and: [
        { in: [{ var: 'plan' }, ['pro', 'business']] },
        { or: [{ '>=': [{ var: 'spend' }, 500] }, { '!': { in: [{ var: 'country' }, ['US', 'CA']] } }] },
        { '>': [{ var: 'lastLogin' }, NOW - 30 * DAY] },
        { '<=': [{ var: 'lastLogin' }, NOW] },
        { '>=': [{ var: 'recent' }, 3] },
      ],
    };
    const engine = new LogicEngine(undefined, { disableInterpretedOptimization: false });
    return (row) => Boolean(engine.run(rule, row));
  }),
  rulePeer('sift', () => {
    const sift = peer('sift');
    return (sift.default ?? sift)(QUERY);
  }),
  rulePeer('mingo', () => {
    const { Query } = peer('mingo');
    const query = new Query(QUERY);
    return (row) => query.test(row);
  }),
  {
    name: 'one segment of five conditions, 1,000 customers that stay in the cache, 300 times over',
    data: () => customers(1000),
    ours: (list: Customer[]) => over300(() => countIf(list, loyal.test)),
    limit: (list: Customer[]) => over300(() => countIf(list, byHand)),
    goal: 1.5,
    check: same,
    rounds: 15,
  },
  {
    name: 'one segment of five conditions, 1,000 customers, beside json-rules-engine (which is given the count of events)',
    data: () => {
      const list = customers(1000);
      return { list, rows: list.map(counted) };
    },
    ours: ({ list }) => countIf(list, loyal.test),
    limit: ({ list }) => countIf(list, byHand),
    peer: {
      name: 'json-rules-engine',
      run: async ({ rows }) => {
        const { Engine } = peer('json-rules-engine');
        const engine = new Engine();
        const fact = (name: string, operator: string, value: unknown): object => ({ fact: name, operator, value });
        engine.addRule({
          event: { type: 'member' },
          conditions: {
            all: [
              fact('plan', 'in', ['pro', 'business']),
              { any: [fact('spend', 'greaterThanInclusive', 500), fact('country', 'notIn', ['US', 'CA'])] },
              fact('lastLogin', 'greaterThan', NOW - 30 * DAY),
              fact('lastLogin', 'lessThanInclusive', NOW),
              fact('recent', 'greaterThanInclusive', 3),
            ],
          },
        });
        let count = 0;
        for (const row of rows) if ((await engine.run(row)).events.length > 0) count++;
        return count;
      },
    },
    // One pass takes a tenth of a millisecond: the ratio to the limit is told by the case before.
    goal: Infinity,
    check: same,
    rounds: 7,
  },
  {
    name: 'explain beside test, 5,000 customers (goal of the brief: 10 times)',
    data: () => customers(5000),
    ours: (list: Customer[]) => countIf(list, (c) => loyal.explain(c).member),
    limit: (list: Customer[]) => countIf(list, loyal.test),
    goal: 10,
    check: same,
    rounds: 7,
  },
  {
    name: 'nextChangeAt beside test, 5,000 customers (goal of the brief: 30 times)',
    data: () => customers(5000),
    ours: (list: Customer[]) => {
      for (const c of list) loyal.nextChangeAt(c);
      return countIf(list, loyal.test);
    },
    limit: (list: Customer[]) => countIf(list, loyal.test),
    goal: 30,
    check: same,
    rounds: 7,
  },
  {
    name: '100 segments, 20,000 customers, ten windows shared',
    data: () => customers(20_000),
    ours: (list: Customer[]) => list.reduce((sum, c) => sum + set.memberships(c).length, 0),
    limit: (list: Customer[]) => {
      let members = 0;
      for (const c of list) {
        for (let i = 0; i < 100; i++) {
          if (!(c.spend >= 10 * (i % 50))) continue;
          const from = NOW - (10 + (i % 10) * 5) * DAY;
          let count = 0;
          for (const e of c.events) if (e.type === 'purchase' && e.at > from && e.at <= NOW) count++;
          if (count >= 2) members++;
        }
      }
      return members;
    },
    goal: 1.2,
    check: same,
    rounds: 7,
  },
  {
    name: 'RFM thresholds and counts of 1,000,000 customers, beside sorting three columns',
    data: () => rfmRows(1_000_000),
    ours: (rows: ReturnType<typeof rfmRows>) => fitRfm(rows).thresholds.monetary.join(),
    limit: (rows: ReturnType<typeof rfmRows>) => sortColumns(rows)[2]!.join(),
    goal: 0.3,
    rounds: 5,
  },
  {
    name: 'RFM scores of 100,000 customers with reasons, beside bare scores',
    data: () => {
      const rows = rfmRows(100_000);
      return { rows, model: fitRfm(rows) };
    },
    ours: ({ rows, model }) => rows.reduce((sum: number, row: any) => sum + assignRfm(model, row).recency!, 0),
    limit: ({ rows, model }) => {
      const { recency, frequency, monetary } = model.thresholds;
      const score = (edges: number[], value: number): number => edges.filter((edge) => edge < value).length;
      let sum = 0;
      for (const row of rows) {
        sum += 5 - score(recency, row.daysSinceLast);
        score(frequency, row.purchases);
        score(monetary, row.totalAmount);
      }
      return sum;
    },
    goal: 5,
    check: same,
    rounds: 7,
  },
  {
    name: 'k-means of 100,000 × 3, k = 5, the same start',
    data: () => clusterData(100_000),
    ours: ({ rows, start }: ClusterData) =>
      fitClusters(rows, {
        axes: { x: 'none', y: 'none', z: 'none' },
        scale: 'none',
        clusters: 5,
        seed: 1,
        initialCenters: start.map(([x, y, z]) => ({ x: x!, y: y!, z: z! })),
      }).fit.inertia,
    limit: plainLloyd,
    peer: {
      name: 'ml-kmeans',
      run: ({ points, start }: ClusterData) => {
        const { kmeans } = peer('ml-kmeans');
        const result = kmeans(points, 5, { initialization: start, maxIterations: 300, tolerance: 0 });
        const { clusters, centroids } = result as { clusters: number[]; centroids: number[][] };
        return points.reduce(
          (sum, p, i) => sum + p.reduce((d, x, a) => d + (x - centroids[clusters[i]!]![a]!) ** 2, 0),
          0,
        );
      },
    },
    goal: 1,
    check: close,
    rounds: 5,
  },
  {
    name: 'k-means of 100,000 × 3, k = 5, three starts by k-means++',
    data: () => clusterData(100_000),
    ours: ({ rows }: ClusterData) =>
      SEEDS.reduce((sum, seed) => {
        const axes = { x: 'none', y: 'none', z: 'none' } as const;
        return sum + fitClusters(rows, { axes, scale: 'none', clusters: 5, seed, restarts: 1 }).fit.inertia;
      }, 0),
    limit: plainSeeded,
    peer: {
      name: 'ml-kmeans',
      run: ({ points }: ClusterData) => {
        const { kmeans } = peer('ml-kmeans');
        for (const seed of SEEDS)
          kmeans(points, 5, { initialization: 'kmeans++', seed, maxIterations: 300, tolerance: 0 });
      },
    },
    goal: 1,
    rounds: 5,
  },
];
