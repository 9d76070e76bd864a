/** NPS as a warehouse tally and merge: each shard counts, the counts add up. */
import {
  emptyAnswerTally,
  measureInterval,
  mergeAnswerTallies,
  NPS,
  subtractAnswerTally,
  tallyScores,
} from 'clientele/feedback';

const shards = [
  [10, 9, 9, 3, null, 8],
  [7, 10, 11, 6, 9],
  [0, 10, 9.5, 9, 9, 8],
];
const stored = shards.map((scores) => JSON.stringify(tallyScores(NPS, scores)));
console.log('one stored row:', stored[0]);

const tallies = stored.map((row) => JSON.parse(row) as ReturnType<typeof tallyScores<'nps'>>);
const total = tallies.reduce((a, b) => mergeAnswerTallies(a, b), emptyAnswerTally(NPS));
const { value, interval } = measureInterval(NPS, total);
console.log(
  `\nall shards: NPS ${value!.toFixed(1)} [${interval!.low.toFixed(1)}, ${interval!.high.toFixed(1)}] of ${total.answered}`,
);
console.log(
  `left out: ${total.unanswered} unanswered, ${total.invalid.offScale} off the scale, ${total.invalid.fractional} fractional`,
);

const rest = subtractAnswerTally(total, tallies[0]!);
console.log(`without the first shard: NPS ${measureInterval(NPS, rest).value!.toFixed(1)} of ${rest.answered}`);
