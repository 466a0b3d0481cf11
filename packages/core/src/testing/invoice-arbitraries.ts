import fc from 'fast-check';
import type { Discount } from '../invoice/discount.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { type GroupKey, type LinePolicy, groupKeys } from '../invoice/line-policy.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import type { Charge } from '../rating/charge.ts';
import { exampleCharge } from './charge-fixture.ts';

/** What {@link anyCharges} may make. */
export interface ChargeConstraints {
  /** Default: EUR. */
  readonly currency?: CurrencyCode;
  /** At most so many charges. Default: 20. */
  readonly maxLength?: number;
}

const anyDate = fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`);
const anyId = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(`${name}-1`, `${name}-2`, `${name} of a & b = c:d/é`);

// Few prices, so that charges meet on lines: round, zero, written in two ways, finer than any scale of a line.
const anyPrice = fc.constantFrom('120', '180', '120.00', '0', '33.333333', '0.0049', '99.995', '7500');

/**
 * Charges of one customer in one currency, by the hour and by the piece, some entries with two parts; shrinks toward
 * none.
 */
export function anyCharges({
  currency = 'EUR',
  maxLength = 20,
}: ChargeConstraints = {}): fc.Arbitrary<readonly Charge[]> {
  const common = fc.record({
    date: anyDate,
    agentId: anyId('agent'),
    teamId: fc.option(anyId('team')),
    serviceTypeId: anyId('service'),
    workItem: fc.option(
      fc.record({
        kind: fc.constantFrom('ticket' as const, 'task' as const),
        id: anyId('work'),
        title: fc.option(anyId('title')),
      }),
    ),
  });
  const part = fc.record({ band: fc.constantFrom('business', 'after-hours', 'night'), unitPrice: anyPrice });
  const timePart = fc
    .tuple(part, fc.nat({ max: 90_000 }))
    .map(([rest, billedSeconds]): Partial<Charge> => ({ ...rest, unit: 'hour', billedSeconds }));
  const piecePart = fc
    .tuple(part, fc.nat({ max: 90_000 }), fc.nat({ max: 1 }))
    .map(
      ([rest, billedSeconds, pieces]): Partial<Charge> => ({ ...rest, unit: 'piece', billedSeconds, pieces }),
    );
  const parts = fc.oneof(
    { arbitrary: fc.array(timePart, { minLength: 1, maxLength: 2 }), weight: 4 },
    { arbitrary: piecePart.map((one) => [one]), weight: 1 },
  );
  return fc
    .array(fc.tuple(common, parts), { maxLength })
    .map((entries) =>
      entries.flatMap(([facts, its], index) =>
        its.map((one, place) =>
          exampleCharge({ ...facts, ...one, currency, entryId: `te_${index}`, key: `te_${index}#${place}` }),
        ),
      ),
    );
}

/** Any line policy; shrinks toward the default one. */
export function anyLinePolicy(): fc.Arbitrary<LinePolicy> {
  const scale = fc.constantFrom(4, 2, 3, 5, 6);
  return fc.record({
    method: fc.constantFrom('printed' as const, 'exact' as const),
    quantityScale: scale,
    unitPriceScale: scale,
    groupBy: fc.oneof(
      fc.constant<readonly GroupKey[]>(['service-type', 'band']),
      fc.uniqueArray(fc.constantFrom(...groupKeys)),
    ),
  });
}

/**
 * Up to four discounts that the lines can bear: percents on lines and on the document, and amounts when no line is
 * negative. The lines are of one currency, and there is at least one.
 */
export function anyDiscounts(
  lines: readonly Pick<InvoiceLine, 'key' | 'amount'>[],
): fc.Arbitrary<readonly Discount[]> {
  const units = lines.map(({ amount }) => toMinorUnits(amount));
  const currency = lines[0]?.amount.currency ?? 'EUR';
  const whole = units.reduce((sum, unit) => sum + unit, 0n);
  const bearsAmounts = units.every((unit) => unit >= 0n);
  // Percents up to 50 leave enough for amounts up to a thirty-second; where there are no amounts, 100 is allowed.
  const target = fc.option(fc.nat({ max: Math.max(0, lines.length - 1) }));
  const percent = fc
    .nat({ max: bearsAmounts ? 5000 : 10_000 })
    .map((hundredths) => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`);
  const discount = fc
    .tuple(target, percent, fc.boolean(), fc.nat({ max: 1000 }))
    .map(([place, percents, isAmount, share]): Omit<Discount, 'id'> => {
      const on = { description: 'discount', lineKey: place === null ? null : (lines[place]?.key ?? null) };
      if (!isAmount || !bearsAmounts) return { ...on, percent: percents };
      const base = place === null ? whole : (units[place] ?? 0n);
      return { ...on, amount: fromMinorUnits((base * BigInt(share)) / 32_000n, currency) };
    });
  return fc
    .array(discount, { maxLength: 4 })
    .map((discounts) => discounts.map((one, index) => ({ id: `discount-${index}`, ...one })));
}
