import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { euros, exampleInvoice } from '../testing/invoice-fixture.ts';
import { addDays } from '../time/civil-date.ts';
import { transitionInvoice } from './life/transition-invoice.ts';
import { type ReminderStep, remindersDue } from './reminders-due.ts';

// Due on 2026-04-15.
const invoice = exampleInvoice('100.00');
const schedule: readonly ReminderStep[] = [
  { afterDays: 7 },
  { afterDays: 14, fee: euros('5.00') },
  { afterDays: 30, fee: euros('10.00') },
];
const told = (today: string, handled: readonly number[] = [], steps = schedule): readonly string[] =>
  remindersDue(invoice, { schedule: steps, handled, today }).map(({ decision, afterDays, fee }) =>
    [decision, afterDays, ...(fee === null ? [] : [fee.amount])].join(' '),
  );

test.each<[string, readonly number[], readonly string[]]>([
  ['2026-04-15', [], []],
  ['2026-04-21', [], []],
  ['2026-04-22', [], ['send 7']],
  ['2026-04-28', [7], []],
  ['2026-04-29', [7], ['send 14 5.00']],
  ['2026-05-15', [7, 14], ['send 30 10.00']],
  ['2027-01-01', [7, 14, 30], []],
])('R88: on %s, with %j handled, these have come: %j', (today, handled, expected) => {
  expect(told(today, handled)).toEqual(expected);
});

test('R88: after 31 days of silence the latest is sent, and the earlier ones are skipped without a fee', () => {
  expect(told('2026-05-16')).toEqual(['skip 7', 'skip 14', 'send 30 10.00']);
  expect(told('2026-05-16', [7])).toEqual(['skip 14', 'send 30 10.00']);
});

test('R88: a reminder that is added to the schedule behind one that was sent is skipped', () => {
  expect(told('2026-05-16', [7, 30])).toEqual(['skip 14']);
});

test('R88: without a schedule nobody is reminded', () => {
  expect(told('2027-01-01', [], [])).toEqual([]);
});

test('R88: nobody is reminded of an invoice that is paid, written off, refunded or void', () => {
  const amount = euros('100.00');
  const paid = transitionInvoice(invoice, { type: 'pay', amount });
  const others = [
    paid,
    transitionInvoice(paid, { type: 'refund', amount }),
    transitionInvoice(invoice, { type: 'write-off' }),
    transitionInvoice(invoice, { type: 'void' }),
    exampleInvoice('100.00', { kind: 'credit-note' }),
  ];
  const facts = { schedule, handled: [], today: '2026-06-01' };
  expect(others.flatMap((other) => remindersDue(other, facts))).toEqual([]);
});

test.each<[string, readonly ReminderStep[], string]>([
  ['that goes back', [{ afterDays: 14 }, { afterDays: 7 }], 'must go up'],
  ['with a reminder twice', [{ afterDays: 7 }, { afterDays: 7 }], 'must go up'],
  ['that reminds on the due date', [{ afterDays: 0 }], 'schedule[0].afterDays'],
  ['with a fee of 0', [{ afterDays: 7, fee: euros('0.00') }], 'must be above 0'],
  ['in another currency', [{ afterDays: 7, fee: money('5.00', 'USD') }], 'CURRENCY_MISMATCH'],
])('a schedule %s is refused', (_, steps, fault) => {
  expect(() => told('2026-05-16', [], steps)).toThrow(fault);
});

test('R88: whoever looks whenever, each reminder comes once, at most one a day is sent, and never an earlier one after a later', () => {
  const anyDays = fc.uniqueArray(fc.integer({ min: -5, max: 60 }), { maxLength: 20 });
  fc.assert(
    fc.property(anyDays, (days) => {
      const handled: number[] = [];
      const sent: number[] = [];
      for (const day of days.toSorted((one, other) => one - other)) {
        const due = remindersDue(invoice, { schedule, handled, today: addDays('2026-04-15', day) });
        handled.push(...due.map(({ afterDays }) => afterDays));
        const now = due.filter(({ decision }) => decision === 'send').map(({ afterDays }) => afterDays);
        expect(now.length).toBeLessThan(2);
        sent.push(...now);
      }
      const last = Math.max(...days);
      expect(handled.toSorted((one, other) => one - other)).toEqual(
        [7, 14, 30].filter((step) => step <= last),
      );
      expect(sent).toEqual(sent.toSorted((one, other) => one - other));
      expect(new Set(sent).size).toBe(sent.length);
    }),
  );
});
