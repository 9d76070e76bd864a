import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeShop } from '../../scripts/make-shop.ts';
import { ROOT } from './source-files.ts';

test('the bundled shop is what its generator makes, byte by byte', () => {
  const { purchases, answers } = makeShop();
  expect(readFileSync(join(ROOT, 'examples/data/purchases.csv'), 'utf8')).toBe(purchases);
  expect(readFileSync(join(ROOT, 'examples/data/answers.csv'), 'utf8')).toBe(answers);
});
