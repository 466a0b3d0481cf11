// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import { exampleDraft, exampleHead, exampleInvoice, exampleLine } from '../../src/testing/draft-fixture.ts';
import { badDates, badMoney, type Fault, type FaultTables, of, one } from './fault-tables.ts';
import { huge } from './refusal.ts';

const line = exampleLine('a', '1.00');
const draft = exampleDraft([line]);
const invoice = exampleInvoice([line]);
const note =
  (given: object, earlier: readonly core.Invoice[] = []) =>
  () =>
    core.creditNote(invoice, earlier, { id: 'cn_1', reason: 'Wrong', ...given });
const manual = (given: object) => () =>
  core.manualLine({
    id: 'a',
    description: 'A',
    unitPrice: '1',
    currency: 'EUR',
    from: '2026-03-02',
    ...given,
  });
const account = core.definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours' });
const lot = core.prepaidLot(account, {
  id: 'lot_1',
  quantity: '1',
  price: one,
  purchasedAt: '2026-05-01T09:00:00Z',
});
const said = { description: 'Hours', on: '2026-05-01' };

/** What every function over an invoice refuses. */
const noInvoice = (use: (given: core.Invoice) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'INVOICE_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'INVOICE_INVALID'],
  ['an object that is none', () => use({ content: {} } as never), 'INVOICE_INVALID'],
];

/** What the assembly of invoices refuses. */
export const invoiceFaults: FaultTables = {
  applyCustomerCredit: [
    ...noInvoice((given) => core.applyCustomerCredit(given, one)),
    ...badMoney((amount) => core.applyCustomerCredit({ ...invoice, content: { ...invoice.content } }, amount))
      .filter(([what]) => !what.includes('currency'))
      .map(([what, call, code]): Fault => [what, call, code]),
    ['another currency', () => core.applyCustomerCredit(invoice, of('1', 'USD')), 'CURRENCY_MISMATCH'],
    ['credit below 0', () => core.applyCustomerCredit(invoice, of('-1.00')), 'INVOICE_INVALID'],
  ],
  creditNote: [
    ...noInvoice((given) => core.creditNote(given, [], { id: 'cn_1', reason: 'Wrong' })),
    ['a request that is none', () => core.creditNote(invoice, [], undefined as never), 'CREDIT_NOTE_INVALID'],
    ['notes that are none', note({}, huge as never), 'CREDIT_NOTE_INVALID'],
    ['a note that is none', note({}, [undefined as never]), 'INVOICE_INVALID'],
    ['a reason of 10 MB', note({ reason: huge }), 'CREDIT_NOTE_INVALID'],
    ['an amount that is none', note({ amount: of('NaN') }), 'CREDIT_NOTE_INVALID'],
    ['an amount above the invoice', note({ amount: of('1.20') }), 'INVOICE_AMOUNT'],
    ['an amount below 0', note({ amount: of('-1.00') }), 'INVOICE_AMOUNT'],
    ['a quantity of 10 MB', note({ lines: [{ lineKey: line.key, quantity: huge }] }), 'CREDIT_NOTE_INVALID'],
    ['a draft', () => core.creditNote(draft, [], { id: 'cn_1', reason: 'Wrong' }), 'INVOICE_STATE'],
  ],
  draftInvoice: [
    ['nothing', () => core.draftInvoice(undefined as never), 'INVOICE_INVALID'],
    ['no bill', () => core.draftInvoice({ ...exampleHead, id: 'a', bills: [] as never }), 'INVOICE_INVALID'],
    [
      'a bill that is none',
      () => core.draftInvoice({ ...exampleHead, id: 'a', bills: [huge as never] }),
      'INVOICE_INVALID',
    ],
  ],
  manualInvoice: [
    ['nothing', () => core.manualInvoice(undefined as never), 'INVOICE_INVALID'],
    ['an unknown currency', () => exampleDraft([], { currency: 'XXX' }), 'INVOICE_INVALID'],
    ['a note of 10 MB', () => exampleDraft([], { note: huge }), 'INVOICE_INVALID'],
    ['days that are NaN', () => exampleDraft([], { terms: { days: Number.NaN } }), 'INVOICE_INVALID'],
    ['a line twice', () => exampleDraft([line, line]), 'TOTALS_INVALID'],
    ['an unknown tax', () => exampleDraft([line], { taxCodes: [] }), 'TAX_CODE_UNKNOWN'],
  ],
  manualLine: [
    ...badDates('INVOICE_INVALID', (from) => manual({ from })()),
    ['a price that is NaN', manual({ unitPrice: 'NaN' }), 'INVOICE_INVALID'],
    ['a price of 10 MB', manual({ unitPrice: huge }), 'INVOICE_INVALID'],
    ['a quantity that is a number', manual({ quantity: 1 }), 'INVOICE_INVALID'],
    [
      'an amount too large to be exact',
      manual({ quantity: '9'.repeat(20), unitPrice: '9'.repeat(20) }),
      'AMOUNT_OUT_OF_RANGE',
    ],
  ],
  readInvoice: [
    ['nothing', () => core.readInvoice(undefined), 'INVOICE_INVALID'],
    [
      'a sum that does not hold',
      () => core.readInvoice({ ...invoice, content: { ...invoice.content, lines: [] } }),
      'INVOICE_INVALID',
    ],
  ],
  redraft: [
    ...noInvoice((given) => core.redraft(given, {})),
    ['changes that are none', () => core.redraft(draft, huge as never), 'INVOICE_INVALID'],
    ['an unknown change', () => core.redraft(draft, { total: '1' } as never), 'INVOICE_INVALID'],
    ['a note of 10 MB', () => core.redraft(draft, { note: huge }), 'INVOICE_INVALID'],
    ['an invoice that was issued', () => core.redraft(invoice, {}), 'INVOICE_STATE'],
  ],
  settleNegative: [
    ...noInvoice((given) => core.settleNegative(given, 'credit-note')),
    ['an invoice that was issued', () => core.settleNegative(invoice, 'credit-note'), 'INVOICE_STATE'],
    [
      'an unknown policy',
      () => core.settleNegative(exampleDraft([exampleLine('a', '-1.00')]), huge as never),
      'INVOICE_INVALID',
    ],
  ],
  taxCategoryOf: [
    ['a percent that is NaN', () => core.taxCategoryOf({ percent: 'NaN' }), 'DECIMAL_INVALID'],
    ['a percent of 10 MB', () => core.taxCategoryOf({ percent: `${huge}.` }), 'DECIMAL_INVALID'],
  ],
  topUpLine: [
    ...badDates('INVOICE_INVALID', (on) => core.topUpLine(account, lot, { ...said, on })),
    ['nothing', () => core.topUpLine(account, lot, undefined as never), 'INVOICE_INVALID'],
    ['a gift', () => core.topUpLine(account, { ...lot, price: null }, said), 'INVOICE_INVALID'],
    [
      'a quantity that is none',
      () => core.topUpLine(account, { ...lot, quantity: 'NaN' }, said),
      'PREPAID_POSTING_INVALID',
    ],
  ],
};
