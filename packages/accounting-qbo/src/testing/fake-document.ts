import { z } from 'zod';
import { QuickBooksFault } from './fake-fault.ts';
import type { FakeRow } from './fake-query.ts';

const ref = z.looseObject({ value: z.string() });
const lineSchema = z.looseObject({
  Amount: z.number().optional(),
  DetailType: z.string(),
  Description: z.string().optional(),
  SalesItemLineDetail: z
    .looseObject({
      ItemRef: ref.optional(),
      Qty: z.number().optional(),
      UnitPrice: z.number().optional(),
      TaxCodeRef: ref.optional(),
    })
    .optional(),
});
const documentSchema = z.looseObject({
  CustomerRef: ref.optional(),
  Line: z.array(lineSchema).min(1),
  CurrencyRef: ref.optional(),
  GlobalTaxCalculation: z.string().optional(),
  DocNumber: z.string().optional(),
  TxnDate: z.string().optional(),
  TxnTaxDetail: z.looseObject({ TxnTaxCodeRef: ref.optional() }).optional(),
});

/** What a document is checked and computed with. */
export interface DocumentRules {
  readonly isInUs: boolean;
  /** Recorded: a receipt needs no customer. */
  readonly needsCustomer: boolean;
  readonly homeCurrency: string;
  readonly today: string;
  readonly closedUntil: string | null;
  readonly find: (entity: string, id: string) => FakeRow | undefined;
  /** In percent, of the tax code of a line in a document that may have one, too. */
  readonly rateOf: (taxCodeId: string, ofDocument: string | undefined) => number | undefined;
  readonly hasNumber: (number: string) => boolean;
}

/** A document with what the company computes. It refuses what QuickBooks refuses. */
export function computedDocument(given: FakeRow, rules: DocumentRules): FakeRow {
  const parsed = documentSchema.safeParse(given);
  if (!parsed.success)
    throw new QuickBooksFault('2020', 'Required param missing, need to supply the required value');
  const { CustomerRef, CurrencyRef, GlobalTaxCalculation, DocNumber } = parsed.data;
  const { TxnDate = rules.today, TxnTaxDetail } = parsed.data;
  const TxnTaxCodeRef = rules.isInUs ? TxnTaxDetail?.TxnTaxCodeRef : undefined;
  const rateOf = (code: string): number | undefined => rules.rateOf(code, TxnTaxCodeRef?.value);
  // Recorded: the sum is a line of the answer; whoever sends back what was read sends it, too.
  const Line = parsed.data.Line.filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail');
  const customer = rules.find('Customer', CustomerRef?.value ?? '');
  if (customer === undefined && (rules.needsCustomer || CustomerRef !== undefined))
    throw new QuickBooksFault('2500', 'Invalid Reference Id : Names element id');
  // Recorded: what is inactive is not found.
  if (customer?.['Active'] === false)
    throw new QuickBooksFault('610', 'Object Not Found : it was made inactive');
  // Documented, at each: it is for other countries; a customer has one currency; numbers have 21 characters at most, and are
  // there once unless that is turned off; nothing is written before the day on which the books were closed.
  if (rules.isInUs && GlobalTaxCalculation !== undefined)
    throw new QuickBooksFault('6000', 'GlobalTaxCalculation is not for US companies');
  const currency = CurrencyRef?.value ?? rules.homeCurrency;
  const own = ref.safeParse(customer?.['CurrencyRef']).data?.value ?? rules.homeCurrency;
  if (currency !== own) throw new QuickBooksFault('6000', 'The currency is not that of the customer');
  if ((DocNumber ?? '').length > 21) throw new QuickBooksFault('2050', 'Length exceeds limit');
  if (DocNumber !== undefined && rules.hasNumber(DocNumber))
    throw new QuickBooksFault('6140', 'Duplicate Document Number Error');
  if (rules.closedUntil !== null && TxnDate <= rules.closedUntil)
    throw new QuickBooksFault('6210', 'Account Period Closed, Cannot Update Through Services API');
  const byCode = new Map<string, number>();
  let subtotal = 0;
  for (const { DetailType, Amount, SalesItemLineDetail: detail } of Line) {
    if (DetailType === 'DescriptionOnly') continue;
    if (DetailType !== 'SalesItemLineDetail' || Amount === undefined || detail === undefined)
      throw new QuickBooksFault('2020', `the fake does not know lines of the type ${DetailType}`);
    const item = rules.find('Item', detail.ItemRef?.value ?? '');
    if (item === undefined) throw new QuickBooksFault('2500', 'Invalid Reference Id : Item element id');
    if (item['Active'] === false) throw new QuickBooksFault('610', 'Object Not Found : it was made inactive');
    const { Qty = 1, UnitPrice = Amount } = detail;
    // Documented: the amount is quantity times price; strict, as nobody says what difference it bears.
    if (
      cents(Amount) !== cents(Qty * UnitPrice) ||
      Math.abs(Qty * UnitPrice - Amount) > 1e-9 * Math.abs(Amount)
    )
      throw new QuickBooksFault('6070', 'Amount calculation incorrect in the request');
    // Documented: in the US a line without a code is taxed where QuickBooks finds the tax; elsewhere each line has one.
    const code = detail.TaxCodeRef?.value ?? (rules.isInUs ? 'TAX' : '');
    if (rateOf(code) === undefined) throw new QuickBooksFault('6100', 'Invalid tax code');
    byCode.set(code, (byCode.get(code) ?? 0) + cents(Amount));
    subtotal += cents(Amount);
  }
  // Nobody has written down how it rounds: per code, half up.
  let tax = 0;
  for (const [code, units] of byCode) tax += Math.round((units * (rateOf(code) ?? 0)) / 100 + 1e-9);
  if (subtotal + tax < 0) throw new QuickBooksFault('6000', 'The total is below 0');
  const numbered = Line.map((line, index) => ({ Id: String(index + 1), LineNum: index + 1, ...line }));
  // Recorded: the company adds a line with the sum, without an id.
  const sum = { Amount: subtotal / 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
  return {
    ...given,
    TxnDate,
    CurrencyRef: { value: currency },
    Line: [...numbered, sum],
    TxnTaxDetail: { ...(TxnTaxCodeRef === undefined ? {} : { TxnTaxCodeRef }), TotalTax: tax / 100 },
    TotalAmt: (subtotal + tax) / 100,
  };
}

/** An amount in cents. */
export const cents = (amount: number): number => Math.round(amount * 100 + Math.sign(amount) * 1e-7);
