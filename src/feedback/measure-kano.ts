import { requireInteger, requireIterable, requireObject, requireWithin } from '../errors/index.ts';

/** How one customer feels about a feature: 1 like, 2 expect, 3 neutral, 4 tolerate, 5 dislike. */
export interface KanoAnswer {
  /** if the feature is there, 1..5 */
  present: number;
  /** if it is not, 1..5 */
  absent: number;
}

/** What a feature is to customers. */
export type KanoCategory = 'must-be' | 'one-dimensional' | 'attractive' | 'indifferent' | 'reverse' | 'questionable';

/** Answers per category. */
export interface KanoCounts {
  /** expected: missed when absent, not noticed when present */
  mustBe: number;
  /** the more the better */
  oneDimensional: number;
  /** delights when present, not missed when absent */
  attractive: number;
  /** does not matter */
  indifferent: number;
  /** unwanted */
  reverse: number;
  /** contradicts itself: the question was misread */
  questionable: number;
}

/** What a feature is to the customers who were asked. */
export interface KanoResult {
  /** answers per category */
  counts: KanoCounts;
  /** the commonest category; ties by weight: must-be, one-dimensional, attractive, indifferent, reverse, questionable */
  category: KanoCategory | null;
  /** 0..1, how much satisfaction the feature adds when present; null when nobody cares either way or nobody answered */
  better: number | null;
  /** −1..0, how much satisfaction it costs when absent; null likewise */
  worse: number | null;
  /** why there is no category; absent where there is one */
  reason?: 'empty';
}

/** In the order of ties: what hurts most when left out comes first. */
const CATEGORIES = [
  ['mustBe', 'must-be'],
  ['oneDimensional', 'one-dimensional'],
  ['attractive', 'attractive'],
  ['indifferent', 'indifferent'],
  ['reverse', 'reverse'],
  ['questionable', 'questionable'],
] as const;

/**
 * What a feature is to customers, from the pair of Kano questions: "how do you feel if it is there, how if it is not?"
 *
 * The commonest category hides a divided market: read `counts`, and `better` and `worse` beside it.
 *
 * @param answers - one pair per customer
 * @returns counts, category and coefficients; without answers category null and reason `'empty'`
 * @throws InputError `not-an-integer` or `out-of-range` for an answer outside 1..5, `wrong-type` for a row that is none
 *
 * @example Is next-day delivery a must, or a delight?
 * ```ts
 * import { measureKano } from 'clientele/feedback';
 *
 * const delivery = measureKano([
 *   { present: 1, absent: 3 },
 *   { present: 1, absent: 5 },
 *   { present: 1, absent: 4 },
 * ]);
 * delivery.category; // => 'attractive'
 * delivery.better; // => 1
 * delivery.worse; // => ~-0.333
 * ```
 * @see Kano et al. 1984, Attractive quality and must-be quality, Journal of the Japanese Society for Quality Control 14;
 * Berger et al. 1993, Kano's methods for understanding customer-defined quality, Center for Quality Management Journal 2
 */
export function measureKano(answers: Iterable<KanoAnswer>): KanoResult {
  const counts = { mustBe: 0, oneDimensional: 0, attractive: 0, indifferent: 0, reverse: 0, questionable: 0 };
  let row = 0;
  for (const answer of requireIterable(answers, 'answers')) {
    const path = `answers[${row++}]`;
    const read = (name: 'present' | 'absent'): number =>
      requireWithin(requireInteger(answer[name], `${path}.${name}`), { from: 1, to: 5 }, `${path}.${name}`);
    requireObject(answer, path);
    counts[classify(read('present'), read('absent'))]++;
  }
  if (row === 0) return { counts, category: null, better: null, worse: null, reason: 'empty' };
  const most = Math.max(...Object.values(counts));
  const category = CATEGORIES.find(([key]) => counts[key] === most)![1];
  const caring = counts.attractive + counts.oneDimensional + counts.mustBe + counts.indifferent;
  return {
    counts,
    category,
    better: caring === 0 ? null : (counts.attractive + counts.oneDimensional) / caring,
    // `+ 0` turns −0 into 0.
    worse: caring === 0 ? null : -(counts.oneDimensional + counts.mustBe) / caring + 0,
  };
}

/** The evaluation table of Berger et al. 1993. */
function classify(present: number, absent: number): keyof KanoCounts {
  if ((present === 1 && absent === 1) || (present === 5 && absent === 5)) return 'questionable';
  if (present === 1) return absent === 5 ? 'oneDimensional' : 'attractive';
  if (present === 5 || absent === 1) return 'reverse';
  return absent === 5 ? 'mustBe' : 'indifferent';
}
