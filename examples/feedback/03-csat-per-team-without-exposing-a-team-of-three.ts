/** CSAT per team without exposing a team of three. */
import { csatMetric, measureBySegment } from 'clientele/feedback';

const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
const { total, segments } = measureBySegment(csat, {
  phone: { top: 80, middle: 0, bottom: 20 },
  chat: { top: 24, middle: 0, bottom: 6 },
  mail: { top: 51, middle: 0, bottom: 9 },
  night: { top: 1, middle: 0, bottom: 2 },
});

const shown = (value: number | null): string => (value === null ? '-' : `${(100 * value).toFixed(0)} %`);
for (const [team, score] of Object.entries({ ...segments, 'all together': total })) {
  const base = score.denominator === null ? '' : `of ${score.denominator}`;
  console.log(`${team.padEnd(14)}${shown(score.value).padStart(6)} ${base.padEnd(8)}${score.reason ?? ''}`);
}
console.log(
  '\nThe night team is too small to show. Chat is hidden with it: total minus the others would give night away.',
);
