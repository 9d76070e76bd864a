/** Score one customer in a serverless function: stored thresholds, no population, no other dependency. */
import { parseRfmModel } from 'clientele/schemas';
import { assignRfm, assignSegment, fitRfm, RFM_ELEVEN_SEGMENTS } from 'clientele/segmentation';

// Last night, in the batch:
const rows = Array.from({ length: 50 }, (_, i) => ({
  customerId: `c${i}`,
  daysSinceLast: (i * 7) % 200,
  purchases: 1 + (i % 12),
  totalAmount: 20 + ((i * 37) % 400),
}));
const stored = JSON.stringify(fitRfm(rows));
console.log(`stored: ${stored.length < 2000 ? 'under 2 kB' : 'large'}`);

// At the edge, for one request:
const { value: model } = parseRfmModel(JSON.parse(stored));
const scores = assignRfm(model!, { daysSinceLast: 12, purchases: 9, totalAmount: 380 });
console.log(scores.cell, assignSegment(RFM_ELEVEN_SEGMENTS, scores).segment);
for (const { code, facts } of scores.reasons)
  console.log(
    `  ${facts.axis}: ${code}, ${facts.value} lies between ${facts.from ?? 'the start'} and ${facts.to ?? 'the end'}`,
  );
