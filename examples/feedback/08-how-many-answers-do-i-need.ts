/** How many answers do I need? */
import { csatMetric, NPS, planSampleSize, planSampleSizeToCompare } from 'clientele/feedback';

const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
const expected = { topShare: 0.4, bottomShare: 0.28 };

console.log('to know NPS within      worst case   as last year   of 5000 customers');
for (const margin of [2, 3, 5, 10]) {
  const counts = [{ margin }, { margin, expected }, { margin, populationSize: 5000 }].map((options) =>
    planSampleSize(NPS, options),
  );
  console.log(`±${String(margin).padEnd(2)} points${counts.map((count) => String(count).padStart(17)).join('')}`);
}
console.log('\nto see NPS move by      answers in each period (80 % power, as last year)');
for (const difference of [5, 10, 20]) {
  console.log(
    `${String(difference).padStart(2)} points${String(planSampleSizeToCompare(NPS, { difference, expected })).padStart(18)}`,
  );
}
console.log(
  `\nCSAT within 5 %: ${planSampleSize(csat, { margin: 0.05 })} answers, at a response rate of 20 % that is ${Math.ceil(planSampleSize(csat, { margin: 0.05 }) / 0.2)} invitations`,
);
