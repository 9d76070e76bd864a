/** Is our NPS of 48 from 100 answers really above 40? */
import { measureAgainstBenchmark, measureInterval, NPS, tallyScores } from 'clientele/feedback';

const scores = [...Array<number>(62).fill(9), ...Array<number>(24).fill(7), ...Array<number>(14).fill(3)];
const tally = tallyScores(NPS, scores);
const { value, interval } = measureInterval(NPS, tally);
const against = measureAgainstBenchmark(NPS, tally, { benchmark: 40 });

console.log(
  `NPS ${value} from ${tally.answered} answers, 95 % interval ${interval!.low.toFixed(1)} to ${interval!.high.toFixed(1)}`,
);
console.log(`Above 40? p = ${against.pValue!.toFixed(3)}: ${against.pValue! < 0.05 ? 'yes' : 'we cannot say so yet'}`);

console.log('\nThe same answers by other methods:');
for (const method of ['score', 'wald', 'adjusted-wald', 'mover', 't'] as const) {
  const { low, high } = measureInterval(NPS, tally, { method }).interval!;
  console.log(`  ${method.padEnd(14)}${low.toFixed(2).padStart(7)} to ${high.toFixed(2).padStart(6)}`);
}
