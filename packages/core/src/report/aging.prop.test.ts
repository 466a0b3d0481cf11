import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../money/arithmetic.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import { addDays } from '../time/civil-date.ts';
import { aging } from './aging.ts';
import type { LabelledInvoice } from './invoice-facts.ts';
import { invoiceOverview } from './invoice-overview.ts';

const today = '2026-06-30';
const anyCents = fc.bigInt({ min: 0n, max: 500_000n });
const anyInvoices: fc.Arbitrary<readonly LabelledInvoice[]> = fc
  .array(
    fc.record({
      customerId: fc.constantFrom('acme', 'globex'),
      currency: fc.constantFrom('EUR', 'JPY'),
      label: fc.constantFrom('Open', 'Overdue', 'Paid'),
      days: fc.option(fc.integer({ min: -50, max: 200 })),
      amounts: fc.tuple(anyCents, anyCents, anyCents),
    }),
  )
  .map((list) =>
    list.map(({ customerId, currency, label, days, amounts: [total, paid, credited] }, index) => ({
      id: `i_${index}`,
      customerId,
      label,
      dueOn: days === null ? null : addDays(today, -days),
      total: fromMinorUnits(total, currency),
      paid: fromMinorUnits(paid, currency),
      credited: fromMinorUnits(credited, currency),
    })),
  );

test('buckets and credit sum to what is open, customers to the whole, and the whole to the invoices', () => {
  fc.assert(
    fc.property(anyInvoices, (invoices) => {
      const { customers, total } = aging(invoices, today);
      const overview = invoiceOverview(invoices);
      for (const { currency, buckets, credit, open } of [...customers, ...total]) {
        expect(sum([...Object.values(buckets), credit], currency)).toEqual(open);
      }
      for (const one of total) {
        const own = customers.filter(({ currency }) => currency === one.currency);
        expect(
          sum(
            own.map(({ open }) => open),
            one.currency,
          ),
        ).toEqual(one.open);
        expect(own.reduce((count, { invoices: number }) => count + number, 0)).toBe(one.invoices);
        expect(overview.total.find(({ currency }) => currency === one.currency)?.open).toEqual(one.open);
      }
      for (const one of overview.total) {
        const own = overview.labels.filter(({ currency }) => currency === one.currency);
        for (const name of ['total', 'paid', 'credited', 'open'] as const) {
          expect(
            sum(
              own.map((label) => label[name]),
              one.currency,
            ),
          ).toEqual(one[name]);
        }
      }
      expect(overview.labels.reduce((count, label) => count + label.invoices, 0)).toBe(invoices.length);
    }),
  );
});

test('R8: the order of the invoices changes nothing', () => {
  fc.assert(
    fc.property(anyInvoices, (invoices) => {
      expect(aging(invoices.toReversed(), today)).toEqual(aging(invoices, today));
      expect(invoiceOverview(invoices.toReversed())).toEqual(invoiceOverview(invoices));
    }),
  );
});
