/** Translates the ops of the `segmentation` suite; formats in its page. It never computes. */
import { summarizePurchases } from 'clientele/purchases';
import type { RfmRow } from 'clientele/segmentation';
import {
  assignCluster,
  assignRfm,
  assignSegment,
  checkSegment,
  compileSegment,
  compileSegmentSet,
  diffMemberships,
  findNaturalBreaks,
  fitAbc,
  fitClusters,
  fitLookalike,
  fitRfm,
  lorenzCurve,
  measureConcentration,
  measureCustomersNeeded,
  measureLikeness,
  measureMigration,
  measureSegmentMap,
  measureSilhouette,
  measureTopShare,
  profileSegments,
  rankRfm,
  tabulateDeciles,
  tallyMemberships,
} from 'clientele/segmentation';
import { quantile } from 'clientele/statistics';
import type { Adapter, CaseContext } from './adapter.ts';

type Row = RfmRow<string>;

/** Fields of one CSV line; quotes may hold commas and doubled quotes. */
function csvFields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]!);
}

function table(text: string): Record<string, string>[] {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = csvFields(head!);
  return lines.map((line) => Object.fromEntries(csvFields(line).map((field, i) => [names[i]!, field])));
}

/** Lines of an order file: who, which day, how much. */
function orderLines(file: string, readData: CaseContext['readData']): [id: string, on: string, amount: string][] {
  const text = readData(file);
  if (file === 'cdnow/cdnow_master.txt') {
    const lines = text.split(/\r?\n/).slice(1);
    return lines
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields.length === 4)
      .map(([id, day, , amount]) => [id!, `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}`, amount!]);
  }
  return table(text).map((row): [string, string, string] => {
    if (file.startsWith('rfm-orders')) return [row['customer_id']!, row['order_date']!.slice(0, 10), row['revenue']!];
    if (file.startsWith('online-retail')) {
      return [row['CustomerID']!, row['InvoiceDate']!.slice(0, 10), row['TotalPrice']!];
    }
    return [row['Id']!, row['Date']!.slice(0, 10), row['Price']!];
  });
}

function ordersToRows(file: string, asOf: string, readData: CaseContext['readData']): Row[] {
  const purchases = orderLines(file, readData).map(([customerId, on, amount]) => ({
    customerId,
    at: `${on}T00:00:00Z`,
    amount: Math.round(100 * Number(amount)),
  }));
  // The whole day of `asOf` counts, and an order of that day is 0 days old.
  const options = { asOf: `${asOf}T23:59:59.999Z`, sameDay: 'rows', refunds: 'net' } as const;
  return summarizePurchases(purchases, options).map((summary) => ({
    ...summary,
    totalAmount: summary.totalAmount! / 100,
  }));
}

function rowsOf(input: any, { readData }: CaseContext, asOf: string = input.asOf): Row[] {
  if (input.rows) {
    return input.rows.map(({ id, daysSinceLast, orders, amount }: any) => ({
      customerId: id,
      daysSinceLast,
      purchases: orders,
      totalAmount: amount,
    }));
  }
  if (input.orders) return ordersToRows(input.orders.data, asOf, readData);
  return table(readData(input.customers.data)).map((row) => ({
    customerId: row['customer_id']!,
    daysSinceLast: Number(row['recency_days']),
    purchases: Number(row['number_of_orders']),
    totalAmount: Number(row['revenue']),
  }));
}

const FIELDS = { daysSinceLast: 'daysSinceLast', orders: 'purchases', amount: 'totalAmount' } as const;
type Column = keyof typeof FIELDS;

function sortedRows(input: any, context: CaseContext): Row[] {
  return rowsOf(input, context).toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

function valuesOf(input: any, context: CaseContext): number[] {
  return input.values ?? rowsOf(input, context).map((row) => row[FIELDS[input.of as Column]]!);
}

/** Points as records with the axes a0, a1, …. */
function pointsOf(input: any, context: CaseContext): Record<string, number>[] {
  const lists: number[][] =
    input.points ?? sortedRows(input, context).map((row) => input.axes.map((axis: Column) => row[FIELDS[axis]]));
  return asRecords(lists);
}

const asRecords = (lists: number[][]): Record<string, number>[] =>
  lists.map((list) => Object.fromEntries(list.map((x, a) => [`a${a}`, x])));

const axesOf = (points: Record<string, number>[], transform: 'none' | 'log1p' = 'none'): Record<string, any> =>
  Object.fromEntries(Object.keys(points[0] ?? {}).map((axis) => [axis, transform]));

const asMap = (map: any): any => ({ kind: 'segment-map', version: 1, ...map });

/** Scores of all rows by the options of the suite, and the thresholds where there are some. */
function scoresOf(rows: Row[], options: any): { scores: { customerId: string; scores: any }[]; thresholds?: unknown } {
  const { ties = 'together', bins, nested, cuts, compat } = options;
  const given = { ...(bins && { bins }), ...(nested && { nested }) };
  if (ties !== 'together') {
    return { scores: rankRfm(rows, { ...given, ties }).map((scores) => ({ customerId: scores.customerId, scores })) };
  }
  const model = fitRfm(rows, { ...given, ...(cuts && { cuts }), ...(compat && { compat }) });
  return {
    scores: rows.map((row) => ({ customerId: row.customerId, scores: assignRfm(model, row) })),
    thresholds: model.thresholds,
  };
}

const listOf = ({ recency, frequency, monetary }: any): (number | null)[] => [recency, frequency, monetary];

function tallyOf(keys: Iterable<string | number>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

export const adapter: Adapter = {
  'rfm-scores': (input, context) => {
    const { scores, thresholds } = scoresOf(rowsOf(input, context), input.options ?? {});
    return { scores: Object.fromEntries(scores.map((one) => [one.customerId, listOf(one.scores)])), thresholds };
  },

  'rfm-counts': (input, context) => {
    const { scores } = scoresOf(rowsOf(input, context), input.options ?? {});
    const cellCounts = tallyOf(scores.map((one) => one.scores.cell));
    return {
      customers: scores.length,
      scoreCounts: Object.fromEntries(
        ['recency', 'frequency', 'monetary'].map((axis) => [axis, tallyOf(scores.map((one) => one.scores[axis]))]),
      ),
      distinctCells: Object.keys(cellCounts).length,
      cellCounts,
      segmentCounts: input.map && tallyOf(scores.map((one) => assignSegment(asMap(input.map), one.scores).segment)),
    };
  },

  'rfm-apply': (input, context) => {
    const { thresholds, edges } = input.model;
    const of = (axis: string): number => thresholds[axis].length + 1;
    const bins = { recency: of('recency'), frequency: of('frequency'), monetary: of('monetary') };
    const fit = { n: 0, status: 'interior', warnings: [], scoreCounts: { recency: [], frequency: [], monetary: [] } };
    const model = { kind: 'rfm', version: 1, bins, edges, thresholds, fit } as const;
    return {
      scores: Object.fromEntries(
        rowsOf(input, context).map((row) => [row.customerId, listOf(assignRfm(model as any, row))]),
      ),
    };
  },

  quantiles: (input, context) => {
    const sorted = valuesOf(input, context).toSorted((a, b) => a - b);
    return { quantiles: input.probabilities.map((p: number) => quantile(sorted, p, { type: input.type ?? 7 })) };
  },

  gini: (input, context) => measureConcentration(valuesOf(input, context)),

  lorenz: (input, context) => ({
    amountShares: lorenzCurve(valuesOf(input, context), { customerShares: input.customerShares }).map(
      ({ amountShare }) => amountShare,
    ),
  }),

  'top-share': (input, context) => {
    const values = valuesOf(input, context);
    const keyed = (shares: number[] = [], of: (share: number) => number | null): Record<string, number | null> =>
      Object.fromEntries(shares.map((share) => [String(share), of(share)]));
    return {
      amountShareOfTop: keyed(
        input.customerShares,
        (customerShare) => measureTopShare(values, { customerShare }).value,
      ),
      customersNeeded: keyed(
        input.amountShares,
        (amountShare) => measureCustomersNeeded(values, { amountShare }).value,
      ),
    };
  },

  abc: (input, context) => {
    const { lowestAmount, fit } = fitAbc(valuesOf(input, context), { amountShares: input.amountShares });
    return { lowestAmount, counts: fit.counts };
  },

  deciles: (input, context) => {
    const rows = tabulateDeciles(valuesOf(input, context), { ...(input.groups && { groups: input.groups }) });
    const column = (key: keyof (typeof rows)[number]): unknown[] => rows.map((row) => row[key]);
    return {
      customers: column('customers'),
      amount: column('amount'),
      amountShare: column('amountShare'),
      lowestAmount: column('lowestAmount'),
      highestAmount: column('highestAmount'),
      cumulativeAmountShare: column('cumulativeAmountShare'),
      index: column('index'),
    };
  },

  migration: (input, context) => {
    const { groups } = input;
    const cuts = { recency: input.recencyCuts, frequency: [], monetary: [] };
    const snapshot = (asOf: string): any[] => {
      const rows = rowsOf(input, context, asOf);
      const model = fitRfm(rows, { cuts });
      return rows.map((row) => ({ customerId: row.customerId, group: assignRfm(model, row).recency }));
    };
    const listed = (list: any[]): any[] => list.map(({ id, group }) => ({ customerId: id, group }));
    const before = input.orders ? snapshot(input.asOf[0]) : listed(input.before);
    const after = input.orders ? snapshot(input.asOf[1]) : listed(input.after);
    return measureMigration(before, after, { groups });
  },

  profile: ({ rows, measure }) => {
    const profiles = profileSegments(rows as any, { by: 'segment', measures: [measure] });
    return {
      segments: Object.fromEntries(
        Object.entries(profiles).map(([name, { customers, customerShare, measures }]) => {
          const described = measures[measure]!;
          return [name, { customers, customerShare, [measure]: { ...described, median: described.p50 } }];
        }),
      ),
    };
  },

  kmeans: (input, context) => {
    const points = pointsOf(input, context);
    const model = fitClusters(points, {
      axes: axesOf(points, input.transform),
      scale: input.scale ?? 'none',
      clusters: input.initialRows.length,
      seed: 1,
      initialCenters: input.initialRows.map((row: number) => points[row]),
    });
    return {
      inertia: model.fit.inertia,
      sizes: model.fit.sizes,
      centers: model.centers,
      labels: Object.fromEntries(points.map((point, row) => [row, assignCluster(model, point).cluster])),
    };
  },

  'kmeans-best': (input, context) => {
    const points = pointsOf(input, context);
    const options = { axes: axesOf(points, input.transform), scale: input.scale ?? 'none', restarts: input.restarts };
    const bestOf = (clusters: number, seed: number): number =>
      fitClusters(points, { ...options, clusters, seed }).fit.inertia;
    return {
      // Each seed must reach it: the worst of them is shown.
      bestInertia: Object.fromEntries(
        input.clusters.map((k: number) => [k, Math.max(...input.seeds.map((seed: number) => bestOf(k, seed)))]),
      ),
    };
  },

  silhouette: (input, context) => {
    const points = pointsOf(input, context);
    const { mean, values, clusterMeans } = measureSilhouette(points, input.labels, {
      axes: axesOf(points, input.transform),
      scale: input.scale ?? 'none',
      sampleSize: points.length,
    });
    return { mean, values: { ...values }, clusterMeans };
  },

  breaks: (input, context) => {
    const found = findNaturalBreaks(valuesOf(input, context), { classes: input.classes });
    return {
      withinSumOfSquares: found.withinSumOfSquares,
      goodnessOfFit: found.goodnessOfFit,
      sizes: found.classes.map(({ count }) => count),
      lowest: found.classes.map(({ lowest }) => lowest),
      highest: found.classes.map(({ highest }) => highest),
    };
  },

  lookalike: ({ population, seedRows, candidates, shrinkage }) => {
    const points = asRecords(population);
    const seed = seedRows.map((row: number) => points[row]);
    const model = fitLookalike(points, seed, { axes: axesOf(points), shrinkage });
    return { distances: asRecords(candidates).map((row) => measureLikeness(model, row).distance) };
  },

  'segment-map': ({ map, subjects }) => ({
    segments: subjects.map((subject: any) => assignSegment(asMap(map), subject).segment),
  }),

  'segment-map-check': ({ map, axes }) => {
    const { cells, holes, overlapping, cellsWon, unreachable } = measureSegmentMap(asMap(map), { axes });
    return { cells, holes: holes.length, overlapping, cellsWon, unreachable };
  },

  'segment-membership': ({ model, definition, segments, asOf, customers }) => {
    const at = compileSegment(definition, { model, ...(segments && { segments }) }).at(asOf);
    return {
      members: customers.filter((customer: any) => at.test(customer)).map(({ id }: any) => id),
      nextChangeAt: Object.fromEntries(customers.map((customer: any) => [customer.id, at.nextChangeAt(customer)])),
    };
  },

  'segment-set': ({ model, segments, order, otherwise, asOf, laterAsOf, customers }) => {
    const set = compileSegmentSet(segments, { model, ...(order && { order }), ...(otherwise && { otherwise }) });
    const at = set.at(asOf);
    const rowsAt = (instant: string): any[] => {
      const bound = set.at(instant);
      return customers.map((customer: any) => ({ customerId: customer.id, segments: bound.memberships(customer) }));
    };
    return {
      memberships: Object.fromEntries(customers.map((customer: any) => [customer.id, at.memberships(customer)])),
      first: Object.fromEntries(customers.map((customer: any) => [customer.id, at.assign(customer).segment])),
      counts: tallyMemberships(at, customers).members,
      ...(laterAsOf && { diff: diffMemberships(rowsAt(asOf), rowsAt(laterAsOf), { segments: at.names }) }),
    };
  },

  'segment-check': ({ model, definition, segments }, { expect }) => {
    const problems = checkSegment(definition, { model, ...(segments && { segments }) });
    // Compared as a set: in the order of the case, what it does not have behind.
    const wanted = (expect['problems'] as { code: string; path: string }[]).map(({ code, path }) => `${code} ${path}`);
    const place = ({ code, path }: { code: string; path: string }): number => {
      const at = wanted.indexOf(`${code} ${path}`);
      return at < 0 ? wanted.length : at;
    };
    return { problems: problems.toSorted((a, b) => place(a) - place(b)) };
  },
};
