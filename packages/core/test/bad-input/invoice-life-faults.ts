// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import { exampleDraft, exampleInvoice, issue } from '../../src/testing/invoice-fixture.ts';
import { badDates, badInstants, badMoney, type Fault, type FaultTables, of, one } from './fault-tables.ts';
import { huge } from './refusal.ts';

const draft = exampleDraft('10.00');
const invoice = exampleInvoice('10.00');
const code = 'INVOICE_COMMAND_INVALID';
const command = (given: object) => () => core.transitionInvoice(draft, { ...issue, ...given });
const series = core.defineNumberSeries({ series: 'INV', pattern: '{sequence}' });
const place = { sequence: 1, on: '2026-03-31' };
const terms = { days: 14, from: 'end-of-month', instructions: null } as const;
const payment = core.allocatePayment(one, [invoice]);
const reminders = (given: object) => () =>
  core.remindersDue(invoice, { schedule: [{ afterDays: 7 }], handled: [], today: '2026-05-01', ...given });

/** What a payment refuses of an amount. */
const badAmounts = (use: (amount: core.Money) => unknown): readonly Fault[] => [
  ...badMoney(use).map(([what, call]): Fault => [what, call, 'PAYMENT_INVALID']),
  ['less than nothing', () => use(of('-1.00')), 'PAYMENT_INVALID'],
  ['nothing', () => use(undefined as never), 'PAYMENT_INVALID'],
];

/** Values that are no invoices by their form. */
const noInvoices = (use: (invoice: core.Invoice) => unknown): readonly Fault[] => {
  const values: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    'an invoice without content': { ...invoice, content: undefined },
    'an invoice in a state that is none': { ...invoice, settlement: 'constructor' },
    'an invoice whose sending is in a state that is none': { ...invoice, delivery: 'lost' },
    'an invoice without ledgers': { ...invoice, ledgers: null },
  };
  return Object.entries(values).map(
    ([what, value]): Fault => [what, () => use(value as never), 'INVOICE_INVALID'],
  );
};

/** What the life of an invoice refuses. */
export const invoiceLifeFaults: FaultTables = {
  allocatePayment: [
    ...badAmounts((amount) => core.allocatePayment(amount, [])),
    [
      'an invoice that is not there',
      () => core.allocatePayment(one, [], { named: [{ invoiceId: 'a' }] }),
      'PAYMENT_INVALID',
    ],
    ['an order that is none', () => core.allocatePayment(one, [], huge as never), 'PAYMENT_INVALID'],
  ],
  applyCredits: [
    ...badAmounts((left) => core.applyCredits([{ creditId: 'a', left }], [], 'EUR')),
    ['credits that are none', () => core.applyCredits(huge as never, [], 'EUR'), 'PAYMENT_INVALID'],
    [
      'another currency',
      () => core.applyCredits([{ creditId: 'a', left: one }], [], 'USD'),
      'CURRENCY_MISMATCH',
    ],
    ['an unknown currency', () => core.applyCredits([], [], 'XXX'), 'CURRENCY_UNKNOWN'],
  ],
  counterKey: badDates('CIVIL_DATE_INVALID', (on) => core.counterKey(series, on)),
  defineNumberSeries: [
    [
      'a pattern without a sequence',
      () => core.defineNumberSeries({ series: 'INV', pattern: 'INV' }),
      'NUMBER_SERIES_INVALID',
    ],
    [
      'a pattern of 10 MB',
      () => core.defineNumberSeries({ series: 'INV', pattern: huge }),
      'NUMBER_SERIES_INVALID',
    ],
    ['nothing', () => core.defineNumberSeries(undefined as never), 'NUMBER_SERIES_INVALID'],
  ],
  dueOn: [
    ...badDates('CIVIL_DATE_INVALID', (on) => core.dueOn(terms, on)),
    [
      'days that are NaN',
      () => core.dueOn({ ...terms, days: Number.NaN }, '2026-03-31'),
      'CIVIL_DATE_INVALID',
    ],
  ],
  invoiceActions: [
    ...noInvoices((value) => core.invoiceActions(value)),
    ['a policy that is none', () => core.invoiceActions(invoice, { strict: 'yes' as never }), code],
    ['a policy with an unknown key', () => core.invoiceActions(invoice, { strikt: true } as never), code],
  ],
  ledgerActions: noInvoices((value) => core.ledgerActions(value, 'qbo')),
  invoiceLabel: badDates('CIVIL_DATE_INVALID', (today) => core.invoiceLabel(invoice, today)),
  invoiceLabelText: [
    ['an unknown language', () => core.invoiceLabelText('paid', 'tlh' as never), 'LOCALE_UNKNOWN'],
    [
      'the name of what every object has',
      () => core.invoiceLabelText('paid', 'constructor' as never),
      'LOCALE_UNKNOWN',
    ],
  ],
  invoiceNumber: [
    ...badDates('CIVIL_DATE_INVALID', (on) => core.invoiceNumber(series, { ...place, on })),
    ['the place 0', () => core.invoiceNumber(series, { ...place, sequence: 0 }), 'NUMBER_SERIES_INVALID'],
    [
      'the place NaN',
      () => core.invoiceNumber(series, { ...place, sequence: Number.NaN }),
      'NUMBER_SERIES_INVALID',
    ],
  ],
  isOverdue: badDates('CIVIL_DATE_INVALID', (today) => core.isOverdue(invoice, today)),
  refundPayment: [
    ...badAmounts((amount) => core.refundPayment(payment, amount)).slice(0, -1),
    ['more than was paid', () => core.refundPayment(payment, of('1.01')), 'PAYMENT_INVALID'],
    ['another currency', () => core.refundPayment(payment, of('1.00', 'USD')), 'CURRENCY_MISMATCH'],
    ['a payment that is none', () => core.refundPayment(huge as never), 'PAYMENT_INVALID'],
  ],
  remindersDue: [
    ...badDates('CIVIL_DATE_INVALID', (today) => reminders({ today })()),
    [
      'a schedule that goes back',
      reminders({ schedule: [{ afterDays: 7 }, { afterDays: 6 }] }),
      'REMINDER_INVALID',
    ],
    ['half a day', reminders({ schedule: [{ afterDays: 0.5 }] }), 'REMINDER_INVALID'],
    ['a fee that is NaN', reminders({ schedule: [{ afterDays: 7, fee: of('NaN') }] }), 'REMINDER_INVALID'],
    [
      'a fee in another currency',
      reminders({ schedule: [{ afterDays: 7, fee: of('1', 'USD') }] }),
      'CURRENCY_MISMATCH',
    ],
  ],
  transitionInvoice: [
    ...noInvoices((value) => core.transitionInvoice(value, issue)),
    ...badDates(code, (on) => command({ on })()),
    ...badDates(code, (dueOn) => command({ dueOn })()),
    ...badInstants((at) => command({ at })(), code),
    ...badMoney((amount) => core.transitionInvoice(invoice, { type: 'pay', amount })).map(
      ([what, call]): Fault => [what, call, code],
    ),
    ['the place 0', command({ sequence: 0 }), code],
    ['a number of 10 MB', command({ number: huge }), code],
    ['an empty number', command({ number: '' }), code],
    ['an unknown key', command({ nunber: 'INV-1' }), code],
    ['an unknown command', command({ type: 'delete' }), code],
    ['nothing', () => core.transitionInvoice(draft, undefined as never), code],
    ['an amount of 0', () => core.transitionInvoice(invoice, { type: 'pay', amount: of('0.00') }), code],
    [
      'too much',
      () => core.transitionInvoice(invoice, { type: 'pay', amount: of('10.01') }),
      'INVOICE_AMOUNT',
    ],
    [
      'another currency',
      () => core.transitionInvoice(invoice, { type: 'pay', amount: of('1', 'USD') }),
      'CURRENCY_MISMATCH',
    ],
    ['what the state does not allow', () => core.transitionInvoice(invoice, issue), 'INVOICE_STATE'],
  ],
};
