/** What a one-line consumer may cost, and what must not ride along. A raise needs its story in a comment. */
export interface SizeRow {
  what: string;
  code: string;
  /** ceiling in bytes, minified by esbuild and gzipped at level 9 */
  most: number;
  /** texts that survive minification and must not appear */
  absent: string[];
}

const ZOD = 'ZodError';
const INTL = 'DateTimeFormat';
const DATE_FNS = 'constructDateFrom';
const NOTHING_FOREIGN = [ZOD, INTL, DATE_FNS];

export const SIZES: SizeRow[] = [
  {
    what: 'an error with one guard',
    code: "export { requireCount } from 'clientele/errors';",
    most: 250,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'a rate with its interval',
    code: "export { measureRate } from 'clientele/statistics';",
    most: 750,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'one distribution',
    code: "export { normalCdf } from 'clientele/statistics';",
    most: 1000,
    absent: NOTHING_FOREIGN,
  },
  { what: 'a civil day', code: "export { civilDay } from 'clientele/time';", most: 2000, absent: [ZOD, DATE_FNS] },
  // Six purchase models in one function, the quadrature of Pareto/NBD and the guards of a history among them.
  {
    what: 'one lifetime score',
    code: "export { probabilityAlive } from 'clientele/clv';",
    most: 1200,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'two lifetime scores, all models',
    code: "export { probabilityAlive, expectedPurchases } from 'clientele/clv';",
    most: 4000,
    absent: [...NOTHING_FOREIGN, 'boundary'],
  },
  {
    what: 'a fit with its scores',
    code: "export { fitBgNbd, probabilityAlive, expectedPurchases } from 'clientele/clv';",
    most: 10000,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'a churn probability from silence',
    code: "export { probabilityInactive } from 'clientele/churn';",
    most: 1350,
    absent: NOTHING_FOREIGN,
  },
  // Wanted: 2 kB. Bands with their check are 0.28 of these, three calibrations 0.18, what is wrong with a record 0.55.
  {
    what: 'a churn score with its reasons from a stored model',
    code: "export { probabilityChurn, scoreChurn } from 'clientele/churn';",
    most: 2470,
    absent: [...NOTHING_FOREIGN, 'not-converged', 'collinear', 'too-good', 'beyond-follow-up'],
  },
  // Encoder, Newton, Firth, eigenvalues for the condition, spreads and scores for drift: twice the 5 kB of the brief.
  {
    what: 'a churn model fitted',
    code: "export { fitLogistic } from 'clientele/churn';",
    most: 11200,
    absent: [...NOTHING_FOREIGN, 'wrong-sign', 'no-complete-landmark', 'beyond-follow-up'],
  },
  // Wanted: 2 kB. The guards of rows and options are 0.9 of these; left truncation, weights and three intervals the rest.
  {
    what: 'a survival curve and its answers',
    code: "export { fitKaplanMeier, probabilitySurviving } from 'clientele/survival';",
    most: 3080,
    absent: [...NOTHING_FOREIGN, 'separation', 'loglogistic'],
  },
  {
    what: 'a survival probability of one customer',
    code: "export { probabilitySurvivingCox } from 'clientele/survival';",
    most: 1030,
    absent: [...NOTHING_FOREIGN, 'separation', 'loglogistic'],
  },
  {
    what: 'a Cox fit',
    code: "export { fitCox } from 'clientele/survival';",
    most: 6200,
    absent: [...NOTHING_FOREIGN, 'loglogistic', 'jackknife'],
  },
  // Wanted: 30 kB. What the two take from floor 0 and purchases is 10 of these.
  {
    what: 'everything of churn and survival',
    code: "export * from 'clientele/churn'; export * from 'clientele/survival';",
    most: 50500,
    absent: [ZOD],
  },
  {
    what: 'one NPS',
    code: "export { NPS, measureScore } from 'clientele/feedback';",
    most: 1200,
    absent: NOTHING_FOREIGN,
  },
  // Wanted: 1 kB. Without a single check it is 0.83 kB; InputError and requireCount are 0.25 kB, five more refusals the rest.
  {
    what: 'a tally and its score',
    code: "export { tallyScores, measureScore } from 'clientele/feedback';",
    most: 1450,
    absent: [...NOTHING_FOREIGN, 'not-an-instant'],
  },
  // Wanted: 3 kB. Quantiles of t and beta to 1e-12 and Wilson's interval are 2.2 kB of floor 0; both methods are options.
  {
    what: 'a tally, its score and its interval',
    code: "export { tallyScores, measureScore, measureInterval } from 'clientele/feedback';",
    most: 4450,
    absent: [...NOTHING_FOREIGN, 'credible', 'bootstrap'],
  },
  // Wanted: 12 kB. What feedback/ takes from floor 0 is 12.0 kB by itself.
  {
    what: 'everything of feedback',
    code: "export * from 'clientele/feedback';",
    most: 26650,
    absent: [ZOD],
  },
  // Wanted: 600. The error with its guard is 250 of these, nested models 70, what refuses a row that is none 35. One function
  // for all three axes, which reads no field by a name that it was told, is 20 more and twice as fast.
  {
    what: 'RFM scores of one customer',
    code: "export { assignRfm } from 'clientele/segmentation';",
    most: 745,
    absent: [...NOTHING_FOREIGN, 'SELECT'],
  },
  {
    what: 'the segment of one customer from a map of scores',
    code: "export { assignSegment } from 'clientele/segmentation';",
    most: 415,
    absent: [...NOTHING_FOREIGN, 'InputError'],
  },
  // Wanted: 6 kB. 11.3 measured: the check of the definition is 4.1 of them, and nobody should go without; zones, windows,
  // measures, sequences and exact sums are the other 7.2.
  {
    what: 'who is a member of a rule segment',
    code: "export { compileSegmentTest } from 'clientele/segmentation';",
    most: 11350,
    absent: [
      ZOD,
      DATE_FNS,
      'SELECT',
      'toFlip',
      'decisive',
      'lookbackDays',
      'is less than',
      'subsumed',
      'restarted',
      'silhouette',
    ],
  },
  {
    what: 'a rule segment with explanations and dates',
    code: "export { compileSegment } from 'clientele/segmentation';",
    most: 16350,
    absent: [ZOD, DATE_FNS, 'SELECT', 'subsumed', 'ne-keeps-missing', 'restarted', 'silhouette'],
  },
  // Its brief allows 900. Refusing a text, or nothing, where ids belong is 100 of these: both were counted silently before.
  {
    what: 'a retention rate',
    code: "export { retentionRate } from 'clientele/retention';",
    most: 900,
    absent: [...NOTHING_FOREIGN, 'registeredAccounts'],
  },
  // Its brief allows 500: the error with its guards is 350 of these.
  {
    what: 'one figure of retention economics',
    code: "export { marginMultiple } from 'clientele/retention';",
    most: 580,
    absent: [...NOTHING_FOREIGN, 'registeredAccounts'],
  },
  // Its brief allows 12 kB; the catalogue of metrics, reading of logs, zones and Kaplan-Meier are 11 of these.
  {
    what: 'all of retention',
    code: "export * from 'clientele/retention';",
    most: 24000,
    absent: [ZOD],
  },
  // Its brief asks for 5 kB. Time alone ends windows, moves levels and pays bonuses, so the answer needs ladders and calendars.
  // Accounts that share their lists, and a look at every field by itself, cost 100 B: questions take 0.4 of the time since.
  // Levels that end by the version that gave them, and looks ahead that come to an end, cost 200 B: both were wrong without.
  // Copied lots of one shape cost 70 B: one event costs a sixth less. Ends of levels where grace, renewal, windows that are
  // counted and months that clamp meet cost 110, of which counters, filled where activities are recorded, gave 100 back.
  {
    what: 'the balance of a loyalty account',
    code: "export { measureBalance } from 'clientele/loyalty';",
    most: 13210,
    absent: [
      ZOD,
      'books-do-not-balance',
      'changes-not-ascending',
      'refund-exceeds-order',
      'lot-tally',
      'redemption-tally',
      'loyalty-journal',
    ],
  },
  {
    what: 'the tier of a loyalty account',
    code: "export { assignTier } from 'clientele/loyalty';",
    most: 13245,
    absent: [
      ZOD,
      'books-do-not-balance',
      'changes-not-ascending',
      'refund-exceeds-order',
      'lot-tally',
      'loyalty-journal',
    ],
  },
  // Its brief asks for 15 kB: one replay with all kinds of facts is 27.7 by itself, the check of programs 6.1 of these.
  {
    what: 'all of loyalty',
    code: "export * from 'clientele/loyalty';",
    most: 39500,
    absent: [ZOD],
  },
  // zod 4.6.7 with one object of two fields is 26.2 kB by itself.
  {
    what: 'one schema',
    code: "export { PurchaseSchema } from 'clientele/schemas';",
    most: 28500,
    absent: ['ladders', 'silhouette'],
  },
];
