/**
 * One check for every engine: scores, an error, calendar steps. Written so that its source text is a script of its own;
 * `clientele` is the namespace of the built package. Returns plain JSON; zones only where the engine has zone data.
 */
export function probe(clientele, withZones) {
  const { clv, errors, loyalty, time } = clientele;
  const model = {
    kind: 'bg-nbd',
    version: 1,
    purchaseShape: 0.2425945,
    purchaseScaleDays: 30.895214,
    dropoutA: 0.792922,
    dropoutB: 2.425907,
    fit: null,
  };
  let alive = 0;
  let expected = 0;
  for (let i = 0; i < 10000; i++) {
    const daysObserved = 30 + (i % 700);
    const repeatPurchases = i % 13;
    const daysToLast = repeatPurchases === 0 ? 0 : (daysObserved * (1 + (i % 17))) / 18;
    const history = { repeatPurchases, daysToLast, daysObserved };
    alive += clv.probabilityAlive(model, history);
    expected += clv.expectedPurchases(model, history, { horizonDays: 90 });
  }
  let code = '';
  try {
    clv.expectedPurchases(model, { repeatPurchases: 1, daysToLast: 1, daysObserved: 2 }, { horizonDays: -1 });
  } catch (error) {
    code = error.code;
  }
  let steps = 0;
  for (let m = -200; m < 400; m++) steps += time.addCalendar(1706659200000, { months: m }, 'UTC') / 86400000;
  const zones = [];
  if (withZones) {
    for (const zone of ['Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe']) {
      let sum = 0;
      for (let t = 63072000000; t < 1704067200000; t += 86400000 * 13)
        sum += time.dayNumber(t, zone) + time.zoneOffset(zone, t) / 1000;
      zones.push(sum);
    }
  } else {
    try {
      time.dayNumber(0, 'Europe/Paris');
    } catch (error) {
      zones.push(error.code);
    }
  }
  return {
    alive,
    expected,
    code,
    steps,
    zones,
    domains: Object.keys(clientele).sort().join(' '),
    guard: typeof errors.InputError,
    loyalty: typeof loyalty,
  };
}
