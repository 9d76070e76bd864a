/** Did NPS drop, or did the customer mix change? */
import { compareScores, decomposeChange, measureScore, NPS } from 'clientele/feedback';

const before = {
  small: { top: 120, middle: 60, bottom: 20 },
  medium: { top: 50, middle: 30, bottom: 20 },
  large: { top: 10, middle: 10, bottom: 30 },
};
const after = {
  small: { top: 80, middle: 50, bottom: 20 },
  medium: { top: 55, middle: 30, bottom: 15 },
  large: { top: 35, middle: 35, bottom: 80 },
};

const split = decomposeChange(NPS, before, after);
const points = (value: number | null): string => `${value! >= 0 ? '+' : ''}${value!.toFixed(2)}`.padStart(8);
console.log(`NPS ${split.before!.toFixed(2)} -> ${split.after!.toFixed(2)}: ${points(split.change)} points\n`);
console.log('segment       NPS before   after       mix      rate   p of its own change');
for (const name of ['small', 'medium', 'large'] as const) {
  const { pValue } = compareScores(NPS, { reference: before[name], compared: after[name] });
  const scores = [before[name], after[name]].map((counts) => measureScore(NPS, counts).value!.toFixed(1).padStart(8));
  const { mix, rate } = split.segments[name];
  console.log(`${name.padEnd(12)}${scores.join('   ')}  ${points(mix)}  ${points(rate)}   ${pValue!.toFixed(2)}`);
}
console.log(`${'all'.padEnd(33)}  ${points(split.mix)}  ${points(split.rate)}`);
console.log('\nThe mix explains the fall: more large customers answered. No segment became unhappier beyond chance.');
