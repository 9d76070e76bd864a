import { requireIterable, requireObject, requireText, requireId } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Answer } from './answer.ts';

/** The one reading of a survey log: every row with its instant and its place, so that a refusal can say which row it was. */
export function eachAnswer<A extends Answer<string | number>>(
  answers: Iterable<A>,
  visit: (answer: A, at: number, row: number) => void,
): void {
  let row = 0;
  for (const answer of requireIterable(answers, 'answers')) {
    if (typeof answer !== 'object' || !answer) requireObject(answer, `answers[${row}]`);
    const { at } = answer;
    // An epoch in milliseconds needs no name: names of a million rows would take longer than counting them.
    visit(
      answer,
      Number.isInteger(at) && Math.abs(at as number) <= 8.64e15
        ? (at as number) + 0
        : epochOf(at, `answers[${row}].at`),
      row,
    );
    row++;
  }
}

/** Who answered. Answers without an id would all be one customer, so they are refused where customers are told apart. */
export function whoAnswered<C extends string | number>({ customerId }: Answer<C>, row: number): C {
  return typeof customerId === 'string' ? customerId : requireId(customerId, `answers[${row}].customerId`);
}

/** What settles a tie at one instant: the id of the answer, empty where it has none. Only texts have an order. */
export function tieIdOf({ id = '' }: Answer<string | number>, row: number): string {
  return typeof id === 'string' ? id : requireText(id, `answers[${row}].id`);
}
