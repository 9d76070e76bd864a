import { expect, test } from 'vitest';

/** Every other test that runs under three host zones means nothing if this one fails. */
test('the host zone is the one this project asked for', () => {
  const asked = process.env['TZ'];
  expect(asked).toBeTruthy();
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(asked);
  const january = { UTC: 0, 'Pacific/Auckland': -780, 'America/St_Johns': 210 }[asked!];
  expect(new Date(1_704_067_200_000).getTimezoneOffset() + 0).toBe(january);
});
