/** Detractor follow-up report: who was called, in time, and did it help? */
import { listFollowUps, measureClosedLoop, NPS } from 'clientele/feedback';

const policy = { metric: NPS, trigger: [0, 1, 2, 3, 4, 5, 6], contactWithinDays: 2 };
const answers = [
  { id: 'a1', customerId: 'ann', at: '2025-03-01T10:00:00Z', score: 3 },
  { id: 'a2', customerId: 'bob', at: '2025-03-02T10:00:00Z', score: 6 },
  { id: 'a3', customerId: 'cleo', at: '2025-03-03T10:00:00Z', score: 0 },
  { id: 'a4', customerId: 'dan', at: '2025-03-30T10:00:00Z', score: 5 },
  { id: 'a5', customerId: 'eve', at: '2025-03-04T10:00:00Z', score: 9 },
  { id: 'a6', customerId: 'ann', at: '2025-03-20T10:00:00Z', score: 9 },
  { id: 'a7', customerId: 'bob', at: '2025-03-25T10:00:00Z', score: 4 },
];
const contacts = [
  { answerId: 'a1', at: '2025-03-02T09:00:00Z' },
  { answerId: 'a2', at: '2025-03-06T10:00:00Z' },
];
const options = { asOf: '2025-03-31T12:00:00Z', from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z' };

for (const { answerId, customerId, dueAt, status } of listFollowUps(policy, answers, contacts, options)) {
  console.log(`${answerId}  ${customerId.padEnd(6)}due ${new Date(dueAt).toISOString().slice(0, 16)}  ${status}`);
}
const report = measureClosedLoop(policy, answers, contacts, { ...options, valuePerCustomer: 1100 });
const { closeRate, rescueRate } = report;
console.log(`\nclosed in time: ${closeRate.numerator} of ${closeRate.denominator} decided (${report.open} still open)`);
console.log(`happier at their next answer: ${rescueRate.numerator} of ${rescueRate.denominator} customers called`);
console.log(`median days to contact: ${report.medianDaysToContact!.toFixed(2)}; worth ${report.preservedValue}`);
