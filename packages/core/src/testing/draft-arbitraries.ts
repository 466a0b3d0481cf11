import fc from 'fast-check';
import type { Invoice } from '../invoice/invoice.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { manualInvoice } from '../invoice/manual-invoice.ts';
import { manualLine } from '../invoice/manual-line.ts';
import { minorDigits } from '../money/currency.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import { exampleHead } from './draft-fixture.ts';
import { anyDiscounts } from './invoice-arbitraries.ts';
import { anyRoundingMode } from './money-arbitraries.ts';

/** What {@link anyDraft} may make. */
export interface DraftConstraints {
  /** With lines below 0? Default: true. */
  readonly negative?: boolean;
  /** Where tax is rounded. Default: anywhere. */
  readonly level?: 'document' | 'line';
  /** With totals in coins? Default: now and then. */
  readonly coins?: false;
}

const taxCodes: readonly TaxCode[] = [
  { id: 'full', name: 'VAT 19 %', percent: '19' },
  { id: 'low', name: 'VAT 7 %', percent: '7' },
  { id: 'state', name: 'State 9.975 %', percent: '9.975' },
  {
    id: 'due',
    name: 'Reverse charge',
    percent: '0',
    exemption: 'Tax is due by the recipient',
    category: 'AE',
  },
];

/** A draft by hand in EUR, JPY or KWD, with discounts and up to two taxes on a line; shrinks toward one without lines. */
export function anyDraft({ negative = true, level, coins }: DraftConstraints = {}): fc.Arbitrary<Invoice> {
  const levels =
    level === undefined ? fc.constantFrom('document' as const, 'line' as const) : fc.constant(level);
  return fc
    .tuple(fc.constantFrom('EUR', 'JPY', 'KWD'), levels, anyRoundingMode(), fc.boolean(), fc.boolean())
    .chain(([currency, at, mode, pricesIncludeTax, inCoins]) =>
      anyLines(currency, negative).chain((lines) =>
        (lines.length === 0 ? fc.constant([]) : anyDiscounts(lines)).map((discounts) =>
          manualInvoice({
            ...exampleHead,
            id: 'inv_1',
            customerId: 'acme',
            currency,
            lines,
            discounts,
            taxCodes,
            pricesIncludeTax,
            taxRounding: { level: at, mode },
            cashRounding: inCoins && coins !== false ? { step: fromMinorUnits(5n, currency).amount } : null,
          }),
        ),
      ),
    );
}

function anyLines(currency: string, negative: boolean): fc.Arbitrary<readonly InvoiceLine[]> {
  const minor = 10 ** minorDigits(currency);
  const line = fc.record({
    quantity: fc.oneof(
      fc.constant(1),
      fc.integer({ min: negative ? -20 : 0, max: 200 }).map((tenths) => tenths / 10),
    ),
    cents: fc.integer({ min: negative ? -20_000 : 0, max: 100_000 }),
    unit: fc.constantFrom('hour' as const, 'piece' as const, undefined),
    taxCodes: fc.subarray(
      taxCodes.map(({ id }) => id),
      { maxLength: 2 },
    ),
  });
  return fc.array(line, { maxLength: 6 }).map((lines) =>
    lines.map(({ quantity, cents, unit, taxCodes: own }, index) =>
      manualLine({
        id: `line ${index}`,
        description: 'By hand',
        quantity: String(quantity),
        unitPrice: fromMinorUnits(BigInt(Math.trunc(cents * (minor === 1 ? 1 : minor / 100))), currency)
          .amount,
        unit,
        currency,
        taxCodes: own,
        from: '2026-03-02',
      }),
    ),
  );
}
