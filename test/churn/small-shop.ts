/** Six customers with every kind of feature, small enough to be spoiled place by place. */
import { fitLogistic } from 'clientele/churn';

export const FEATURES = [
  { name: 'orders', kind: 'number', transform: 'log1p', clip: [0, 9], indicator: true, label: 'Orders' },
  { name: 'plan', kind: 'category', reference: 'pro', minCount: 1 },
  { name: 'news', kind: 'boolean' },
] as const;
export const record = { orders: 3, plan: 'basic', news: true };
export const examples = [1, 2, 3, 4, 5, 6].map((orders) => ({
  features: { orders, plan: orders % 2 ? 'pro' : 'basic', news: orders > 4 },
  churned: orders < 3 || orders === 5,
  weight: 1,
  offset: 0.1,
}));
export const records = examples.map(({ features }) => features);
export const model = fitLogistic(examples, { features: FEATURES, horizonDays: 30 });
export const rows = [0.9, 0.4, 0.2, 0.1].map((probability, i) => ({ probability, churned: i % 2 === 0 }));

/** A health score of what such a shop knows. */
export const health = {
  kind: 'health',
  version: 1,
  factors: [
    { key: 'logins', weight: 2, label: 'Logins', points: [[0, 0], [10, 100]] },
    { key: 'seats', weight: 1, steps: [{ from: 0, score: 10 }, { from: 5, score: 90 }] },
    { key: 'plan', weight: 1, levels: { basic: 20, pro: 80 } },
  ],
  bands: [{ name: 'red', from: 0 }, { name: 'green', from: 50 }],
  minimumKnownShare: 0.5,
}; // prettier-ignore
