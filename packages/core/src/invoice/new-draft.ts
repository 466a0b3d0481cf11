import { inputError } from '../errors/parse-input.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { zero } from '../money/money.ts';
import { type TaxSetting, taxSettingOf } from '../tax/tax-setting.ts';
import type { Discount } from './discount.ts';
import type { Invoice, InvoiceContent } from './invoice.ts';
import { type InvoiceTotals, totalInvoice } from './total-invoice.ts';

/** What decides the totals of a draft. */
export type DraftParts = TaxSetting & Pick<InvoiceContent, 'currency' | 'lines' | 'discounts'>;

/**
 * The part of a content that its lines and discounts decide: totals, and only the taxes that occur.
 *
 * @param known the totals, where they were worked out from the same lines and discounts before
 */
export function withTotals(
  parts: DraftParts,
  known: InvoiceTotals | null = null,
): DraftParts & Pick<InvoiceContent, 'totals'> {
  const { currency, lines, taxCodes, pricesIncludeTax, taxRounding, cashRounding } = parts;
  const discounts = parts.discounts.map(writtenOut);
  const setting = { taxCodes, pricesIncludeTax, taxRounding, cashRounding };
  const totals = known ?? totalInvoice({ lines, discounts, currency, ...setting });
  return { currency, lines, discounts, totals, ...taxSettingOf(setting, lines) };
}

/** A document in state draft, to which nothing has happened yet. */
export function newDraft(
  content: InvoiceContent,
  facts: Pick<Invoice, 'id' | 'batchId'> & Partial<Pick<Invoice, 'kind' | 'credits'>>,
): Invoice {
  const nothing = zero(content.currency);
  return {
    id: facts.id,
    kind: facts.kind ?? 'invoice',
    revision: 1,
    content,
    credits: facts.credits ?? null,
    issued: null,
    settlement: 'draft',
    delivery: 'unsent',
    ledgers: {},
    paid: nothing,
    refunded: nothing,
    credited: nothing,
    writtenOff: nothing,
    batchId: facts.batchId,
  };
}

/** Refuses lines of another currency before anybody adds them up; `path` is where they were handed in. */
export function requireInCurrency(
  lines: InvoiceContent['lines'],
  currency: CurrencyCode,
  path: readonly string[] = ['lines'],
): void {
  const index = lines.findIndex(({ amount }) => amount.currency !== currency);
  if (index === -1) return;
  const message = `is not in ${currency}, the currency of the invoice`;
  throw inputError('INVOICE_INVALID', [{ path: [...path, index, 'amount'], message }]);
}

/** Absence is `null` in what is stored, so that it comes back from JSON as it went. */
function writtenOut({ id, description, percent, amount, lineKey, lineKeys }: Discount): Discount {
  return {
    id,
    description,
    percent: percent ?? null,
    amount: amount ?? null,
    lineKey: lineKey ?? null,
    lineKeys: lineKeys ?? null,
  };
}
