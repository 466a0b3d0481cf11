import { z } from 'zod';
import { inputError } from '../errors/parse-input.ts';
import type { InputIssue } from '../errors/input-issue.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type Discount, discountSchema } from '../invoice/discount.ts';
import type { InvoiceContent } from '../invoice/invoice.ts';
import { invoiceLineSchema } from '../invoice/line-schema.ts';
import { linePolicySchema } from '../invoice/line-policy.ts';
import { sum } from '../money/arithmetic.ts';
import { type CurrencyCode, currencySchema } from '../money/currency.ts';
import { moneySchema } from '../money/money.ts';
import { periodSchema } from '../time/period.ts';
import { taxSettingShape } from '../tax/tax-setting.ts';
import type { Bill } from './bill.ts';

/** The part of a bill that an invoice is made of. */
export type BillToDraft = Pick<
  Bill,
  | 'contractId'
  | 'customerId'
  | 'currency'
  | 'period'
  | 'linePolicy'
  | 'lines'
  | 'discounts'
  | 'taxCodes'
  | 'pricesIncludeTax'
  | 'taxRounding'
  | 'cashRounding'
  | 'prepaidPayments'
>;

// A bill has more than this.
/** What a {@link BillToDraft} must look like. */
export const billToDraftSchema = z.object({
  contractId: idSchema,
  customerId: idSchema,
  currency: currencySchema,
  period: periodSchema,
  linePolicy: linePolicySchema,
  lines: z.array(invoiceLineSchema),
  discounts: z.array(discountSchema),
  prepaidPayments: z.array(z.object({ accountId: idSchema, amount: moneySchema })),
  ...taxSettingShape,
});

/** The part of a content that bills decide. */
export type BilledContent = Omit<BillToDraft, 'contractId' | 'period' | 'linePolicy'> &
  Pick<InvoiceContent, 'contractId' | 'period' | 'linePolicy' | 'bills'>;

/**
 * The key that a bill's line has on an invoice with so many bills: its own, or behind the contract and the first day of
 * the period, when there are several.
 */
export function lineKeyOnInvoice(
  { contractId, period }: Pick<Bill, 'contractId' | 'period'>,
  key: string,
  bills: number,
): string {
  return bills === 1 ? key : `${encodeURIComponent(contractId)}@${period.from}:${key}`;
}

/**
 * What several bills say together, in order of time, then of contract.
 *
 * @param hasOthers whether lines that no bill has stand on the invoice, too
 */
export function billsOnInvoice(given: readonly BillToDraft[], hasOthers: boolean): BilledContent {
  const bills = given.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const [first, ...others] = bills;
  if (first === undefined) throw inputError('INVOICE_INVALID', [{ path: ['bills'], message: 'is empty' }]);
  const faults = given.flatMap((bill, index) =>
    faultsOf(bill, given[0] ?? bill, given.slice(0, index), index),
  );
  if (faults.length > 0) throw inputError('INVOICE_INVALID', faults);
  const { customerId, currency, pricesIncludeTax, taxRounding, cashRounding } = first;
  const sole = others.length === 0;
  const to = bills.reduce((last, { period }) => (period.to > last ? period.to : last), first.period.to);
  const taxCodes = new Map(bills.flatMap((bill) => bill.taxCodes).map((code) => [code.id, code]));
  return {
    customerId,
    currency,
    contractId: others.every(({ contractId }) => contractId === first.contractId) ? first.contractId : null,
    period: { ...first.period, to },
    bills: bills.map(({ contractId, period, linePolicy }) => ({ contractId, period, linePolicy })),
    linePolicy: others.every(({ linePolicy }) => same(linePolicy, first.linePolicy))
      ? first.linePolicy
      : null,
    lines: bills.flatMap((bill) =>
      bill.lines.map((line) => ({ ...line, key: lineKeyOnInvoice(bill, line.key, bills.length) })),
    ),
    discounts:
      sole && !hasOthers ? first.discounts : bills.flatMap((bill) => ownDiscounts(bill, bills.length)),
    taxCodes: [...taxCodes.values()],
    pricesIncludeTax,
    taxRounding,
    cashRounding,
    prepaidPayments: paymentsByAccount(bills, currency),
  };
}

/** Each account pays once, for all bills together. */
function paymentsByAccount(
  bills: readonly BillToDraft[],
  currency: CurrencyCode,
): InvoiceContent['prepaidPayments'] {
  const payments = bills.flatMap(({ prepaidPayments }) => prepaidPayments);
  const accounts = [...new Set(payments.map(({ accountId }) => accountId))];
  return accounts.map((accountId) => {
    const own = payments.filter((payment) => payment.accountId === accountId);
    return {
      accountId,
      amount: sum(
        own.map(({ amount }) => amount),
        currency,
      ),
    };
  });
}

/** The discounts of one bill among other lines: they stay on its own. */
function ownDiscounts(bill: BillToDraft, bills: number): readonly Discount[] {
  const keyOf = (key: string): string => lineKeyOnInvoice(bill, key, bills);
  const own = bill.lines.map(({ key }) => keyOf(key));
  return bill.discounts.map((discount) => ({
    ...discount,
    id: keyOf(discount.id),
    lineKey: discount.lineKey == null ? null : keyOf(discount.lineKey),
    lineKeys: discount.lineKey == null ? (discount.lineKeys?.map(keyOf) ?? own) : null,
  }));
}

/** What of a bill does not fit the first one, or the ones before it. */
function faultsOf(
  bill: BillToDraft,
  first: BillToDraft,
  before: readonly BillToDraft[],
  index: number,
): readonly InputIssue[] {
  const shared = ['customerId', 'currency', 'pricesIncludeTax', 'taxRounding', 'cashRounding'] as const;
  const faults: InputIssue[] = shared
    .filter((field) => !same(bill[field], first[field]))
    .map((field) => ({ path: ['bills', index, field], message: 'is not that of the first bill' }));
  for (const [place, code] of bill.taxCodes.entries()) {
    const known = before.flatMap(({ taxCodes }) => taxCodes).find(({ id }) => id === code.id);
    if (known === undefined || same(known, code)) continue;
    const message = `"${code.id}" is another tax on the bill of the contract "${bill.contractId}"`;
    faults.push({ path: ['bills', index, 'taxCodes', place], message });
  }
  if (before.some((other) => orderOf(other) === orderOf(bill))) {
    const message = `bills the period from ${bill.period.from} of the contract "${bill.contractId}" twice`;
    faults.push({ path: ['bills', index, 'period'], message });
  }
  return faults;
}

// No id holds U+0000.
const orderOf = ({ period, contractId }: BillToDraft): string => `${period.from}\0${contractId}`;

/** Both are read by one schema, so their keys are in one order. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
