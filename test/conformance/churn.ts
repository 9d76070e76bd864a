import type { InactivityModel } from 'clientele/churn';
import { fitInactivityRisk, labelInactive, tabulateInactivity } from 'clientele/churn';
import type { Purchase } from 'clientele/purchases';
import type { Adapter, CaseContext } from './adapter.ts';

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
};
