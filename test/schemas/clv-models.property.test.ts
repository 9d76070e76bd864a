/** JSON law of stored lifetime-value models: what any fit or any typed-in model is, its door gives back, unchanged. */
import * as clv from 'clientele/clv';
import {
  parseContractModel,
  parseOccasionModel,
  parseOpportunityHistories,
  parsePurchaseHistories,
  parsePurchaseModel,
  parseSpendHistories,
  parseSpendModel,
} from 'clientele/schemas';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
const atLeastZero = fc.oneof(fc.constant(0), positive);
const seed = fc.integer({ min: 1, max: 1e9 });
const name = fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom('constructor', 'toString'));
const effect = fc.dictionary(
  name,
  fc.double({ min: -3, max: 3, noNaN: true }).map((x) => x + 0),
  { maxKeys: 3 },
);

const base = { version: fc.constant(1 as const), fit: fc.constant(null) };
const gamma = { ...base, purchaseShape: atLeastZero, purchaseScaleDays: positive };
const beta = { ...gamma, dropoutA: atLeastZero, dropoutB: positive };
const rhythm = { ...beta, regularity: fc.integer({ min: 1, max: 9 }) };
const kind = <K extends string>(value: K): fc.Arbitrary<K> => fc.constant(value);
const typedIn: fc.Arbitrary<clv.PurchaseModel> = fc.oneof(
  fc.record({ kind: kind('nbd'), ...gamma }),
  fc.record({ kind: kind('bg-nbd'), ...beta }),
  fc.record({
    kind: kind('bg-nbd'),
    ...beta,
    effects: fc.record({ purchase: effect, dropoutA: effect, dropoutB: effect }),
  }),
  fc.record({ kind: kind('mbg-nbd'), ...beta }),
  fc.record({ kind: kind('bg-cnbd'), ...rhythm }),
  fc.record({ kind: kind('mbg-cnbd'), ...rhythm }),
  fc.record({
    kind: kind('pareto-nbd'),
    ...gamma,
    dropoutShape: atLeastZero,
    dropoutScaleDays: positive,
    effects: fc.record({ purchase: effect, dropout: effect }),
  }),
);

test('models that were typed in', () => {
  fc.assert(
    fc.property(typedIn, (model) => {
      expect(parsePurchaseModel(stored(model))).toEqual({ value: stored(model), issues: [] });
    }),
    { seed: 20261126, numRuns: 200 },
  );
});

test('models that were fitted, of every kind, and the histories that they were fitted to', () => {
  const truth = {
    version: 1,
    purchaseShape: 0.8,
    purchaseScaleDays: 20,
    dropoutA: 0.9,
    dropoutB: 2,
    fit: null,
  } as const;
  const shapes = { version: 1, dropoutA: 0.7, dropoutB: 3, fit: null } as const;
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 30 }), (draw, customers) => {
      const histories = clv
        .simulatePurchases({ kind: 'mbg-nbd', ...truth }, { seed: draw, customers, observedDays: 120 })
        .map(({ purchaseDays }) => ({
          repeatPurchases: purchaseDays.length - 1,
          daysToLast: purchaseDays.at(-1)!,
          daysObserved: 120,
          sumLogGapDays: purchaseDays.slice(1).reduce((sum, day, i) => sum + Math.log(day - purchaseDays[i]!), 0),
          covariates: { campaign: purchaseDays.length % 2 },
        }));
      const names = { purchaseCovariates: ['campaign'], dropoutCovariates: ['campaign'] };
      for (const model of [
        clv.fitNbd(histories),
        clv.fitBgNbd(histories, { priors: 'weak' }),
        clv.fitMbgNbd(histories),
        clv.fitBgCnbd(histories, { regularity: 2 }),
        clv.fitMbgCnbd(histories, { regularity: 2 }),
        clv.fitParetoNbd(histories),
        clv.fitBgNbdWithCovariates(histories, names),
        clv.fitParetoNbdWithCovariates(histories, names),
      ]) {
        expect(parsePurchaseModel(stored(model)), model.kind).toEqual({ value: model, issues: [] });
        expect(stored(model)).toEqual(model);
      }
      expect(parsePurchaseHistories(stored(histories))).toEqual({ histories, issues: [] });

      const gammaGamma = {
        kind: 'gamma-gamma',
        version: 1,
        spendShape: 4,
        spreadShape: 3,
        spreadScale: 20,
        pooledMeanSpend: 40,
        fit: null,
      } as const;
      const spends = clv.simulateSpend(gammaGamma, histories, { seed: draw });
      expect(parseSpendHistories(stored(spends))).toEqual({ histories: spends, issues: [] });
      const spend = clv.fitGammaGamma(spends);
      expect(parseSpendModel(stored(spend))).toEqual({ value: spend, issues: [] });

      const donors = clv.simulateSuccesses(
        { kind: 'bg-bb', ...shapes, purchaseA: 1, purchaseB: 2 },
        { seed: draw, customers, opportunities: 5 },
      );
      expect(parseOpportunityHistories(stored(donors)).issues).toEqual([]);
      const occasions = clv.fitBgBb(donors);
      expect(parseOccasionModel(stored(occasions))).toEqual({ value: occasions, issues: [] });

      const cohort = clv.simulateContracts({ kind: 'sbg', ...shapes }, { seed: draw, customers, periods: 5 });
      for (const contract of [clv.fitSbg(cohort), clv.fitBdw(cohort)]) {
        expect(parseContractModel(stored(contract)), contract.kind).toEqual({ value: contract, issues: [] });
      }
    }),
    { seed: 20261126, numRuns: 2 },
  );
});
