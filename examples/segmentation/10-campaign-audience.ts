/** A campaign's audience from JSON: what a marketing screen has stored goes through the door, is checked, and selects. */
import { parseSegment } from 'clientele/schemas';
import { checkSegment, compileSegment, compileSegmentTest, describeSegment } from 'clientele/segmentation';

const model = {
  version: 1,
  fields: { plan: ['free', 'pro'], country: 'text?', consent: 'boolean?' },
  events: { types: { purchase: { amount: 'number' }, unsubscribe: {} } },
} as const;

// As it comes from the database, written by a user of the screen:
const stored = `{
  "version": 1, "name": "Winter offer", "timeZone": "Europe/Paris",
  "where": { "all": [
    { "field": "consent", "op": "eq", "value": true },
    { "field": "country", "op": "in", "value": ["FR", "BE"] },
    { "event": "purchase", "measure": "sum", "of": "amount", "window": { "last": 6, "unit": "month" }, "value": 100 },
    { "not": { "event": "unsubscribe" } }
  ] } }`;
const { value: definition, issues } = parseSegment(JSON.parse(stored), { model });
console.log(`issues: ${issues.length}, warnings: ${checkSegment(definition!, { model }).length}`);
console.log(describeSegment(definition!, { model }));

const bought = (at: string, amount: number): object => ({ type: 'purchase', at, amount });
const customers = [
  { id: 'ana', plan: 'pro', consent: true, country: 'FR', events: [bought('2025-09-02T10:00:00Z', 140)] },
  { id: 'ben', plan: 'pro', consent: true, country: 'BE', events: [bought('2025-03-02T10:00:00Z', 900)] },
  { id: 'cleo', plan: 'free', country: 'FR', events: [bought('2025-10-20T10:00:00Z', 300)] },
  {
    id: 'dan',
    plan: 'free',
    consent: true,
    country: 'FR',
    events: [bought('2025-10-20T10:00:00Z', 300), { type: 'unsubscribe', at: '2025-10-21T08:00:00Z' }],
  },
] as const;
const asOf = '2025-11-26T00:00:00Z';

// Where only the audience is wanted, the small function is enough; where somebody asks why, the large one answers.
const isInvited = compileSegmentTest<(typeof customers)[number]>(definition!, { model }).at(asOf);
console.log(
  `invited: ${customers
    .filter(isInvited)
    .map(({ id }) => id)
    .join(', ')}`,
);
const audience = compileSegment<(typeof customers)[number]>(definition!, { model }).at(asOf);
for (const customer of customers) {
  if (isInvited(customer)) continue;
  const [reason] = audience.explain(customer).reasons;
  console.log(`  not ${customer.id} (${reason!.code}): ${reason!.facts.text}`);
}

// A rule that was edited by hand is refused with the place of the mistake, before anybody is written to.
const edited = parseSegment(JSON.parse(stored.replace('"consent"', '"consents"')), { model });
console.log(edited.issues.map(({ code, path }) => `${code} at ${path}`).join());
