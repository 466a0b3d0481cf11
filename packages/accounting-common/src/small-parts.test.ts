import { createHmac } from 'node:crypto';
import { fixedClock } from '@billwright/core/testing';
import { expect, test } from 'vitest';
import { backOffSeconds, CallBudget } from './call-budget.ts';
import { isExactNumber, multipliesTo, roundsTo } from './multiplies-to.ts';
import { redacted } from './redacted.ts';
import { isSignedBy } from './signature.ts';

test('so many calls go in any minute, and the next one is told when', () => {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const budget = new CallBudget(clock, { perMinute: 2, atOnce: 10 });
  expect([budget.take(), budget.take()]).toEqual([null, null]);
  clock.advance(59);
  expect(budget.take()).toBe(Date.parse('2026-04-01T06:01:00.000Z'));
  clock.advance(1);
  expect([budget.take(), budget.take()]).toEqual([null, null]);
  expect(budget.take()).not.toBeNull();
});

test('a provider that wants no calls gets none until then', () => {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const budget = new CallBudget(clock, { perMinute: 2, atOnce: 10 });
  budget.refused(Date.parse('2026-04-01T06:00:30.000Z'));
  expect(budget.take()).not.toBeNull();
  clock.advance(30);
  expect(budget.take()).toBeNull();
});

test('what a provider says of what is left counts, since others call, too', () => {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const budget = new CallBudget(clock, { perMinute: 60, atOnce: 10, perDay: 1000 });
  expect(budget.leftToday()).toBe(1000);
  expect(budget.mostTold).toBeNull();
  budget.take();
  clock.advance(20);
  budget.take();
  expect(budget.leftToday()).toBe(998);
  budget.toldLeftToday(50);
  budget.toldNoneLeft();
  // The first call of the minute was twenty seconds ago.
  expect(budget.take()).toBe(Date.parse('2026-04-01T06:01:00.000Z'));
  clock.advance(40);
  expect(budget.take()).toBeNull();
  expect(budget.leftToday()).toBe(49);
  budget.toldLeftToday(40);
  expect(budget.mostTold).toBe(50);
  clock.advance(86_400);
  expect(budget.leftToday()).toBe(1000);
  budget.toldLeftToday(30);
  expect(budget.mostTold).toBe(30);
});

test('a day has its own limit beside the minute', () => {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const budget = new CallBudget(clock, { perMinute: 2, atOnce: 10, perDay: 3 });
  expect([budget.take(), budget.take()]).toEqual([null, null]);
  expect(budget.take()).toBe(Date.parse('2026-04-01T06:01:00.000Z'));
  clock.advance(60);
  expect(budget.take()).toBeNull();
  expect(budget.take()).toBe(Date.parse('2026-04-02T06:00:00.000Z'));
  clock.set('2026-04-02T06:00:00.000Z');
  expect(budget.take()).toBeNull();
});

test('never more calls run at once than are allowed, and all of them end', async () => {
  const budget = new CallBudget(fixedClock('2026-04-01T06:00:00.000Z'), { perMinute: 100, atOnce: 3 });
  let [running, most] = [0, 0];
  const call = async (index: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((go) => setImmediate(go));
    running -= 1;
    if (index === 4) throw new Error('one fails');
    return index;
  };
  const all = Array.from({ length: 12 }, (_, index) => budget.run(() => call(index)));
  const ended = await Promise.allSettled(all);
  expect(most).toBe(3);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
});

test('waiting doubles with each refusal, up to 64 seconds', () => {
  expect([1, 2, 3, 7, 100].map(backOffSeconds)).toEqual([1, 2, 4, 64, 64]);
});

test.each([
  ['2.5', '15.00', '37.50', true, true],
  ['0.3333', '120.00', '40.00', false, true],
  ['3', '0.061171', '0.18', false, true],
  ['3', '0.061171', '0.19', false, false],
  ['-2', '10.004', '-20.01', false, true],
  // Exactly between two amounts.
  ['1', '0.125', '0.12', false, false],
  ['1', '0.125', '0.13', false, false],
  ['1', '100', '100.00', true, true],
  ['1', '1000', '999', false, false],
])('%s × %s is %s: exactly %s, rounded %s', (quantity, price, amount, isExact, isRounded) => {
  expect(multipliesTo(quantity, price, amount)).toBe(isExact);
  expect(roundsTo(quantity, price, amount)).toBe(isRounded);
});

test('a decimal is kept by JSON when it comes back as it was, whatever zeros it ends in', () => {
  const kept = ['0.10', '-0.00', '100', '12.3400', '9007199254740991'];
  expect(kept.filter((one) => !isExactNumber(one))).toEqual([]);
  expect(['9007199254740993', '0.12345678901234567'].filter(isExactNumber)).toEqual([]);
});

test('secrets and what looks like one do not stay in a text', () => {
  const text =
    'Bearer abc.def-1 failed, canary/1 and canary%2F1, eyJhbGci.eyJzdWIi.c2ln, "basic Zm9vOmJhcg=="';
  expect(redacted(text, ['canary/1', ''])).toBe(
    '[secret] failed, [secret] and [secret], [secret], "[secret]"',
  );
});

test('a signature is right for these bytes and this secret only', () => {
  const body = new TextEncoder().encode('[{}]');
  const signature = createHmac('sha256', 'verifier').update(body).digest('base64');
  expect(isSignedBy(body, 'verifier', signature)).toBe(true);
  expect(isSignedBy(body, 'other', signature)).toBe(false);
  expect(isSignedBy(new Uint8Array([...body, 32]), 'verifier', signature)).toBe(false);
  for (const wrong of [undefined, '', 'AAAA', signature.slice(4)])
    expect(isSignedBy(body, 'verifier', wrong)).toBe(false);
  expect(isSignedBy(body, '', createHmac('sha256', '').update(body).digest('base64'))).toBe(false);
});
