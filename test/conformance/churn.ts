import type { Feature, InactivityModel, LogisticModel, ScoredRow } from 'clientele/churn';
import {
  binWeightOfEvidence,
  calibrate,
  checkLeakage,
  countByEdges,
  encodeFeatures,
  explainChurn,
  findThreshold,
  fitCalibration,
  fitEncoder,
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  fitScorecard,
  gapThresholdDays,
  labelEnded,
  labelInactive,
  measureAveragePrecision,
  measureBrier,
  measureCalibration,
  measureConfusion,
  measureHealth,
  measureKs,
  measureLogLoss,
  measureMaximumProfit,
  measureRocAuc,
  measureStability,
  probabilityChurn,
  probabilityNoReturn,
  scoreChurn,
  scoreEdges,
  scoreHealth,
  scorePoints,
  shiftPrior,
  tabulateInactivity,
  tabulateLift,
} from 'clientele/churn';
import type { Purchase } from 'clientele/purchases';
import type { Adapter, CaseContext } from './adapter.ts';
import { holds, table, value } from './survival-spells.ts';

type ReadData = CaseContext['readData'];

/** A feature or variable as the cases write it, with the column that it comes from. */
type Described = any;

/** Rows of a fit by their number in the list or file; rows with an empty cell in use are left out. */
function examplesOf(given: any, features: Described[], readData: ReadData): Map<number, any> {
  if (Array.isArray(given)) return new Map(given.map((row, i) => [i, row]));
  const used = [given.churned.column, ...features.map(({ from }) => from.column)].filter((name) => name !== undefined);
  const examples = new Map<number, any>();
  table(readData(given.data), given.data.startsWith('telco/')).forEach((row, i) => {
    if (!(given.where ?? []).every((condition: any) => holds(condition, row, i))) return;
    if (used.some((name) => row[name] === '' || row[name] === 'NA')) return;
    const churned = value(given.churned, row, i) === 1;
    const weight = churned ? given.weightWhenChurned : given.weightWhenStayed;
    const read = ({ kind, from }: Described): unknown =>
      kind === 'category' ? row[from.column] : kind === 'boolean' ? value(from, row, i) === 1 : value(from, row, i);
    const values = Object.fromEntries(features.map((feature) => [feature.name, read(feature)]));
    examples.set(i, { features: values, churned, ...(weight !== undefined && { weight }) });
  });
  return examples;
}

/** Features without the place that they are read from; the suite's default for rare levels is 1. */
const schemaOf = (features: Described[]): Feature[] =>
  features.map(({ from: _from, ...feature }) =>
    feature.kind === 'category' ? { ...feature, minCount: feature.minCount ?? 1 } : feature,
  );

/** The records of the examples in the schema's order, absent values as null. */
function fitOf(input: any, readData: ReadData): { model: LogisticModel; examples: Map<number, any> } {
  const features = schemaOf(input.features);
  const examples = examplesOf(input.rows, input.features, readData);
  const { penalty } = input;
  return { model: fitLogistic([...examples.values()], { features, horizonDays: 30, penalty }), examples };
}

function scoredOf(given: any, readData: ReadData): ScoredRow[] {
  if (Array.isArray(given)) return given.map(([probability, churned]) => ({ probability, churned: churned === 1 }));
  if (given.generate) return generated(given.generate);
  return table(readData(given.data), given.data.startsWith('telco/')).flatMap((row, i) => {
    if (!(given.where ?? []).every((condition: any) => holds(condition, row, i))) return [];
    const { intercept, terms } = given.logit;
    const logit = terms.reduce((sum: number, term: any) => sum + term.coefficient * value(term, row, i), intercept);
    return [{ probability: 1 / (1 + Math.exp(-logit)), churned: value(given.churned, row, i) === 1 }];
  });
}

function generated({ seed, n, power, decimals }: any): ScoredRow[] {
  let s = seed;
  const next = (): number => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return s / 4294967296;
  };
  return Array.from({ length: n }, () => {
    const u = next();
    const probability = decimals === undefined ? u : Math.floor(u * 10 ** decimals + 0.5) / 10 ** decimals;
    return { probability, churned: next() < probability ** power };
  });
}

const byKey = <T>(rows: T[], key: (row: T) => string, pick: (row: T) => unknown): Record<string, unknown> =>
  Object.fromEntries(rows.map((row) => [key(row), pick(row)]));

const variableRows = (given: any, column: string | undefined, edges: unknown, readData: ReadData): any[] => {
  if (Array.isArray(given)) return given.map(([one, churned]: any) => ({ value: one, churned: churned === 1 }));
  const from = { name: 'value', kind: edges ? 'number' : 'category', from: { column } };
  return [...examplesOf(given, [from], readData).values()].map(({ features, churned }) => ({
    value: features.value,
    churned,
  }));
};

const healthOf = (definition: any): any => ({ kind: 'health', version: 1, ...definition });

const sorted = (labels: { customerId: string | number }[]): unknown =>
  labels.toSorted((a, b) => (String(a.customerId) < String(b.customerId) ? -1 : 1));

/** Purchases given as a list or as one of the two CDNOW files. */
function purchasesOf(given: any, readData: CaseContext['readData']): Purchase[] {
  if (Array.isArray(given)) return given;
  const sample = given.data.endsWith('cdnow_sample.txt');
  return readData(given.data)
    .split(/\r?\n/)
    .slice(sample ? 0 : 1)
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length >= 4)
    .map((cells) => {
      const [customerId, on] = sample ? [cells[1]!, cells[2]!] : [cells[0]!, cells[1]!];
      return { customerId, at: `${on.slice(0, 4)}-${on.slice(4, 6)}-${on.slice(6, 8)}T00:00:00Z` };
    });
}

interface StratumAsked {
  fromPurchases: number;
  toPurchases: number | null;
}

/** The suite names strata by both ends, the library by lower ends: every end is a lower end, and only those asked are shown. */
function lowerEnds(strata: StratumAsked[]): number[] {
  const ends = strata.flatMap(({ fromPurchases, toPurchases }) =>
    toPurchases === null ? [fromPurchases] : [fromPurchases, toPurchases + 1],
  );
  return [...new Set(ends)].toSorted((a, b) => a - b);
}

function inactivityStrata(model: InactivityModel, strata: StratumAsked[], level: number): unknown {
  const rows = tabulateInactivity(model, { level });
  return strata.map(({ fromPurchases, toPurchases }) => ({
    fromPurchases,
    toPurchases,
    bins: rows
      .filter((row) => row.fromPurchases === fromPurchases)
      .map(({ fromDays, toDays, churnRate }) => ({
        fromDays,
        toDays,
        n: churnRate.denominator,
        churned: churnRate.numerator,
        churnRate: churnRate.value,
        lower: churnRate.interval?.low ?? null,
        upper: churnRate.interval?.high ?? null,
      })),
  }));
}

const EVERYBODY: StratumAsked[] = [{ fromPurchases: 1, toPurchases: null }];

export const adapter: Adapter = {
  'inactivity-risk': (input, { readData }) => {
    const strata: StratumAsked[] = input.strata ?? EVERYBODY;
    const model = fitInactivityRisk(purchasesOf(input.purchases, readData), {
      landmarks: input.landmarks,
      horizonDays: input.horizonDays,
      asOf: input.observedUntil,
      silenceEdgesDays: input.recencyEdgesDays,
      strata: lowerEnds(strata),
      minCount: input.minCount ?? 1,
      monotone: input.monotone ?? false,
    });
    return { strata: inactivityStrata(model, strata, input.level ?? 0.95), skippedLandmarks: model.skippedLandmarksAt };
  },
  'label-inactive': (input) => ({
    labels: sorted(
      labelInactive(input.purchases, {
        landmarkAt: input.landmarkAt,
        horizonDays: input.horizonDays,
        asOf: input.observedUntil,
      }),
    ),
  }),
  'label-ended': (input) => ({
    labels: sorted(
      labelEnded(input.memberships as { customerId: string; startedAt: string; endedAt: string | null }[], {
        landmarkAt: input.landmarkAt,
        horizonDays: input.horizonDays,
        asOf: input.observedUntil,
      }),
    ),
  }),
  'gap-risk': (input, { readData }) => {
    const strata: StratumAsked[] = input.strata ?? EVERYBODY;
    const { horizonDays } = input;
    const purchases = purchasesOf(input.purchases, readData);
    const model = fitGapRisk(purchases, { asOf: input.observedUntil, strata: lowerEnds(strata) });
    return {
      strata: strata.map(({ fromPurchases, toPurchases }) => {
        const curve = model.strata.find((one) => one.fromPurchases === fromPurchases)!.curve;
        return {
          fromPurchases,
          toPurchases,
          n: curve?.fit.n ?? 0,
          events: curve?.fit.ended ?? 0,
          probabilities: (input.daysSinceLast ?? []).map(
            (daysSinceLast: number) =>
              probabilityNoReturn(model, { daysSinceLast, purchases: fromPurchases }, { horizonDays }).value,
          ),
          thresholdDays: Object.fromEntries(
            (input.targets ?? []).map((probability: number) => [
              String(probability),
              gapThresholdDays(model, { purchases: fromPurchases, probability, horizonDays }).value,
            ]),
          ),
        };
      }),
    };
  },
  'health-score': (input) => {
    const { previousScore } = input;
    const options = typeof previousScore === 'number' ? { previousScore } : {};
    const health = scoreHealth(healthOf(input.definition), input.record, options);
    return {
      ...health,
      factors: byKey(
        health.factors,
        ({ key }) => key,
        (part) => part,
      ),
    };
  },
  'health-validate': (input) => {
    const history = input.rows.map(([score, churned]: [number, number]) => ({ score, churned: churned === 1 }));
    const report = measureHealth({ bands: input.bands }, history, { level: input.level ?? 0.95 });
    return {
      ...report,
      bands: report.bands.map(({ name, churnRate, lift }: any) => ({
        name,
        n: churnRate.denominator,
        churned: churnRate.numerator,
        churnRate: churnRate.value,
        lower: churnRate.interval?.low ?? null,
        upper: churnRate.interval?.high ?? null,
        lift,
      })),
    };
  },
  encode: (input) => encodeFeatures(fitEncoder(schemaOf(input.features), input.rows), input.record),
  logistic: (input, { readData }) => {
    const { model, examples } = fitOf(input, readData);
    const { fit, terms } = model;
    const errors = new Map(fit.parameters.map((name, i) => [name, fit.standardErrors[i]]));
    return {
      intercept: model.intercept,
      coefficients: byKey(
        terms,
        ({ column }) => column,
        ({ coefficient }) => coefficient,
      ),
      interceptStandardError: errors.get('(intercept)'),
      standardErrors: byKey(
        terms,
        ({ column }) => column,
        ({ column }) => errors.get(column),
      ),
      logLikelihood: fit.logLikelihood,
      penalizedLogLikelihood: fit.penalizedLogLikelihood,
      probabilities: (input.probe ?? []).map((row: number) => probabilityChurn(model, examples.get(row).features)),
      status: fit.status,
      dropped: fit.dropped,
      warnings: fit.warnings.map(({ code }) => code),
    };
  },
  explain: (input, { readData }) => {
    const { model, examples } = fitOf(input, readData);
    const record = examples.get(input.row).features;
    const { base, logit } = scoreChurn(model, record);
    const reasons = explainChurn(model, record).map(({ facts }) => facts);
    return {
      base,
      logit,
      contributions: byKey(
        reasons,
        ({ feature }) => feature,
        ({ contribution }) => contribution,
      ),
      order: reasons.map(({ feature }) => feature),
    };
  },
  'weight-of-evidence': (input, { readData }) => {
    const { column, edges = null } = input.variable;
    const { bins, informationValue } = binWeightOfEvidence(variableRows(input.rows, column, edges, readData), {
      edges,
    });
    return {
      bins: byKey(
        bins,
        ({ label }) => label,
        (bin) => bin,
      ),
      informationValue,
    };
  },
  scorecard: (input, { readData }) => {
    const described = input.variables.map(({ column, edges }: any) => ({
      name: column,
      kind: edges ? 'number' : 'category',
      from: { column },
    }));
    const examples = [...examplesOf(input.rows, described, readData).values()];
    const { pointsToDoubleOdds, basePoints, baseOdds } = input;
    const card = fitScorecard(examples, {
      variables: input.variables.map(({ column, edges }: any) => ({ name: column, ...(edges && { edges }) })),
      pointsToDoubleOdds,
      basePoints,
      baseOdds,
    });
    return {
      intercept: card.intercept,
      coefficients: byKey(
        card.variables,
        ({ name }) => name,
        ({ coefficient }) => coefficient,
      ),
      points: byKey(
        card.variables,
        ({ name }) => name,
        ({ bins }) =>
          byKey(
            bins,
            ({ label }) => label,
            ({ points }) => points,
          ),
      ),
      scores: examples.slice(0, 5).map(({ features }) => scorePoints(card, features).points),
      warnings: card.fit.warnings.flatMap(({ code, facts }: any) =>
        facts.features.map((name: string) => `${code === 'wrong-sign' ? 'wrongSign' : code}:${name}`),
      ),
    };
  },
  metrics: (input, { readData }) => {
    const rows = scoredOf(input.scored, readData);
    const auc = measureRocAuc(rows);
    const brier = measureBrier(rows);
    return {
      n: auc.n,
      churned: auc.churned,
      rocAuc: auc.value,
      gini: auc.gini,
      averagePrecision: measureAveragePrecision(rows).value,
      logLoss: measureLogLoss(rows).value,
      brier: brier.value,
      brierSkill: brier.skill,
      ks: measureKs(rows).value,
    };
  },
  'calibration-curve': (input, { readData }) =>
    measureCalibration(scoredOf(input.scored, readData), { bins: input.bins, binning: input.binning }),
  lift: (input, { readData }) => ({
    groups: tabulateLift(scoredOf(input.scored, readData), { groups: input.groups }),
  }),
  confusion: (input, { readData }) => {
    const found = measureConfusion(scoredOf(input.scored, readData), { threshold: input.threshold });
    const { precision, recall, f1, mcc } = found;
    return { ...found, precision: precision.value, recall: recall.value, f1: f1.value, mcc: mcc.value };
  },
  'best-threshold': (input, { readData }) =>
    findThreshold(scoredOf(input.scored, readData), { objective: input.objective }),
  profit: (input, { readData }) => {
    const { scored, ...options } = input;
    const found = measureMaximumProfit(scoredOf(scored, readData), options);
    return { ...found, maximumProfitShare: found.share };
  },
  calibrate: (input, { readData }) => {
    const { method, targets } = input;
    const rows = scoredOf(input.scored, readData);
    const calibration = fitCalibration(rows, { method, ...(targets && { targets }) });
    return { ...calibration, calibrated: (input.apply ?? []).map((p: number) => calibrate(calibration, p)) };
  },
  'prior-shift': ({ probabilities, trainRate, trueRate }) => ({
    probabilities: probabilities.map((p: number) => shiftPrior(p, { trainRate, trueRate })),
  }),
  stability: ({ reference, current, epsilon }) => measureStability(reference, current, { epsilon }),
  'score-stability': (input, { readData }) => {
    const { bins, epsilon } = input;
    const before = scoredOf(input.reference, readData);
    const edges = scoreEdges(before, { bins });
    const reference = countByEdges(before, edges);
    const current = countByEdges(scoredOf(input.current, readData), edges);
    const { value: index } = measureStability(reference, current, { epsilon });
    return { edges, reference: Object.values(reference), current: Object.values(current), value: index };
  },
  leakage: ({ examples, threshold }) => ({
    issues: checkLeakage(examples, { threshold }).map(({ code, facts }) => ({ code, ...facts })),
  }),
};
