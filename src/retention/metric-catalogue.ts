/** A metric by name, and what it is good for. */
export interface MetricDefinition {
  /** name, as in code */
  name: string;
  /** *outcome*: what customers did · *driver*: what makes them do it · *vanity*: what looks well either way */
  kind: 'outcome' | 'driver' | 'vanity';
  /** which way is better */
  direction: 'up' | 'down';
  /** unit of its value */
  unit: 'rate' | 'amount' | 'ratio' | 'score' | 'count' | 'days' | 'hours' | 'periods';
  /** what it is computed from */
  needs: string;
  /** metrics of one quantity say the same twice */
  quantity?: string;
  /** the question that it answers */
  question: string;
}

// One line a metric: a table is read down its columns.
// prettier-ignore
/**
 * Metrics of customer management with their kind and good direction, for {@link checkScorecard}. Add your own:
 * `[...METRIC_CATALOGUE, mine]`.
 *
 * An effort score is left out: which direction is good depends on the version of its question.
 *
 * @example Which metrics should fall?
 * ```ts
 * import { METRIC_CATALOGUE } from 'clientele/retention';
 *
 * METRIC_CATALOGUE.filter((metric) => metric.kind === 'outcome' && metric.direction === 'down').map((metric) => metric.name); // => ['churnRate', 'grossRevenueChurnRate', 'netRevenueChurnRate']
 * ```
 */
export const METRIC_CATALOGUE: readonly MetricDefinition[] = [
  { name: 'retentionRate', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'members at the start and the end', quantity: 'members-kept', question: 'Which share of customers stayed?' },
  { name: 'repeatPurchaseRate', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'purchases', question: 'Which share of customers ordered again?' },
  { name: 'grossRevenueRetention', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'recurring revenue by customer', quantity: 'gross-revenue-kept', question: 'Which share of recurring revenue stayed, without growth?' },
  { name: 'netRevenueRetention', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'recurring revenue by customer', quantity: 'net-revenue-kept', question: 'What became of the recurring revenue of the start?' },
  { name: 'revenuePerCustomer', kind: 'outcome', direction: 'up', unit: 'amount', needs: 'revenue and customers', question: 'What does a customer bring per period?' },
  { name: 'lifetimeValue', kind: 'outcome', direction: 'up', unit: 'amount', needs: 'margin, retention and discount', question: 'What will a customer bring in all?' },
  { name: 'customerEquity', kind: 'outcome', direction: 'up', unit: 'amount', needs: 'lifetime values and customers', question: 'What is the customer base worth?' },
  { name: 'valueToCostRatio', kind: 'outcome', direction: 'up', unit: 'ratio', needs: 'lifetime value and acquisition cost', question: 'How often does a customer bring back her cost?' },
  { name: 'quickRatio', kind: 'outcome', direction: 'up', unit: 'ratio', needs: 'revenue movements', question: 'How much revenue is won for each unit lost?' },
  { name: 'growthRate', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'customers at the start and the end', question: 'By how much did the customer base grow?' },
  { name: 'reactivationRate', kind: 'outcome', direction: 'up', unit: 'rate', needs: 'purchases or memberships', question: 'Which share of lost customers came back?' },
  { name: 'churnRate', kind: 'outcome', direction: 'down', unit: 'rate', needs: 'members at the start and the end', quantity: 'members-kept', question: 'Which share of customers left?' },
  { name: 'grossRevenueChurnRate', kind: 'outcome', direction: 'down', unit: 'rate', needs: 'recurring revenue by customer', quantity: 'gross-revenue-kept', question: 'Which share of recurring revenue was lost?' },
  { name: 'netRevenueChurnRate', kind: 'outcome', direction: 'down', unit: 'rate', needs: 'recurring revenue by customer', quantity: 'net-revenue-kept', question: 'Which share of recurring revenue was lost after growth?' },
  { name: 'netPromoterScore', kind: 'driver', direction: 'up', unit: 'score', needs: 'survey answers', question: 'Do customers recommend us?' },
  { name: 'satisfiedShare', kind: 'driver', direction: 'up', unit: 'rate', needs: 'survey answers', question: 'Which share of customers is satisfied?' },
  { name: 'averageOrderAmount', kind: 'driver', direction: 'up', unit: 'amount', needs: 'purchases', question: 'How large is an order?' },
  { name: 'ordersPerCustomer', kind: 'driver', direction: 'up', unit: 'ratio', needs: 'purchases', question: 'How often does a customer order?' },
  { name: 'keptPromiseRate', kind: 'driver', direction: 'up', unit: 'rate', needs: 'promises and their due times', question: 'Which share of our promises did we keep?' },
  { name: 'closedLoopRate', kind: 'driver', direction: 'up', unit: 'rate', needs: 'complaints and replies', question: 'Which share of complaints got an answer?' },
  { name: 'redemptionRate', kind: 'driver', direction: 'up', unit: 'rate', needs: 'points earned and redeemed', question: 'Which share of points is used?' },
  { name: 'activeMemberShare', kind: 'driver', direction: 'up', unit: 'rate', needs: 'members and their activity', question: 'Which share of members takes part?' },
  { name: 'daysBetweenOrders', kind: 'driver', direction: 'down', unit: 'days', needs: 'purchases', question: 'How long do customers wait between orders?' },
  { name: 'daysToSecondOrder', kind: 'driver', direction: 'down', unit: 'days', needs: 'purchases', question: 'How long do new customers wait before they return?' },
  { name: 'acquisitionCost', kind: 'driver', direction: 'down', unit: 'amount', needs: 'spend and new customers', question: 'What does a new customer cost?' },
  { name: 'paybackPeriods', kind: 'driver', direction: 'down', unit: 'periods', needs: 'acquisition cost and margin', question: 'When has a customer paid for herself?' },
  { name: 'firstReplyHours', kind: 'driver', direction: 'down', unit: 'hours', needs: 'requests and replies', question: 'How long do customers wait for a first reply?' },
  { name: 'openRate', kind: 'vanity', direction: 'up', unit: 'rate', needs: 'messages and opens', question: 'Which share of messages was opened?' },
  { name: 'clickRate', kind: 'vanity', direction: 'up', unit: 'rate', needs: 'messages and clicks', question: 'Which share of messages was clicked?' },
  { name: 'followers', kind: 'vanity', direction: 'up', unit: 'count', needs: 'social accounts', question: 'How many follow us?' },
  { name: 'pageViews', kind: 'vanity', direction: 'up', unit: 'count', needs: 'web statistics', question: 'How many pages were seen?' },
  { name: 'registeredAccounts', kind: 'vanity', direction: 'up', unit: 'count', needs: 'accounts', question: 'How many ever signed up?' },
  { name: 'downloads', kind: 'vanity', direction: 'up', unit: 'count', needs: 'store statistics', question: 'How often was the app downloaded?' },
  { name: 'messagesSent', kind: 'vanity', direction: 'up', unit: 'count', needs: 'messages', question: 'How much did we send?' },
  { name: 'impressions', kind: 'vanity', direction: 'up', unit: 'count', needs: 'advertising statistics', question: 'How often was an ad shown?' },
];
