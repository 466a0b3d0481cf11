// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import { badDates, badInstants, badWork, type Fault, type FaultTables, of, work } from './fault-tables.ts';
import { huge } from './refusal.ts';

const now = '2026-06-30T08:00:00.000Z';
const account = core.definePrepaidAccount({
  id: 'hours',
  customerId: 'acme',
  unit: 'hours',
  overdraft: '1',
  topUp: { threshold: '2', by: '5', pricePerHour: of('90.00') },
});
const purchase = { id: 'lot_1', quantity: '10', price: null, purchasedAt: now };
const { lot, posting } = core.creditLot(account, core.prepaidLot(account, purchase), now);
const expiring = { ...lot, expiresOn: '2026-06-30' };
const june = core.period('2026-06-01', '2026-07-01', 'Europe/Berlin');
const pool = () => core.openPool(account, [lot], [posting], now);
const drawn = { entryId: 'te_1', part: 'business', workDate: '2026-06-10' };
const draw = { ...posting, ...drawn, key: 'draw', kind: 'draw', quantity: '-60', lotId: null } as const;
const euros = { id: 'budget', customerId: 'acme', unit: 'money', currency: 'EUR' } as const;
const change = { id: 'ch_1', quantity: '1', at: now };

/** What every function over prepaid accounts refuses of a ledger. */
const badLedger = (
  use: (postings: readonly core.PrepaidPosting[]) => unknown,
  about: core.PrepaidPosting = posting,
): readonly Fault[] => {
  const withQuantity = (quantity: unknown) => () => use([{ ...about, quantity: quantity as never }]);
  return [
    ['a posting of NaN', withQuantity('NaN'), 'PREPAID_POSTING_INVALID'],
    ['a posting with an exponent', withQuantity('1e3'), 'PREPAID_POSTING_INVALID'],
    ['a posting of a number', withQuantity(3600), 'PREPAID_POSTING_INVALID'],
    ['a posting without a quantity', withQuantity(undefined), 'PREPAID_POSTING_INVALID'],
    ['a posting finer than the ledger counts', withQuantity('0.00001'), 'PREPAID_POSTING_INVALID'],
    ['a posting of 10 MB', withQuantity(huge), 'PREPAID_POSTING_INVALID'],
  ];
};

/** What every function that changes a lot refuses of the change. */
const badChanges = (use: (given: core.LotChange) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'PREPAID_POSTING_INVALID'],
  ['a quantity of 0', () => use({ ...change, quantity: '0' }), 'PREPAID_POSTING_INVALID'],
  ['a quantity that is NaN', () => use({ ...change, quantity: 'NaN' }), 'PREPAID_POSTING_INVALID'],
  ['a number', () => use({ ...change, quantity: 1 as never }), 'PREPAID_POSTING_INVALID'],
  ['a quantity of 10 MB', () => use({ ...change, quantity: huge }), 'PREPAID_POSTING_INVALID'],
  ['an id that is empty', () => use({ ...change, id: '' }), 'PREPAID_POSTING_INVALID'],
  ['a reason of 10 MB', () => use({ ...change, reason: huge }), 'PREPAID_POSTING_INVALID'],
  ...badInstants((at) => use({ ...change, at }), 'PREPAID_POSTING_INVALID'),
];

/** What the functions of prepaid accounts refuse. */
export const prepaidFaults: FaultTables = {
  adjustLot: [
    ...badChanges((given) =>
      core.adjustLot(account, lot, [posting], { reason: 'goodwill', ...given } as never),
    ),
    [
      'no reason',
      () => core.adjustLot(account, lot, [posting], { ...change, reason: ' ' }),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'more than is left',
      () => core.adjustLot(account, lot, [posting], { ...change, quantity: '-11', reason: 'returned' }),
      'PREPAID_SHORT',
    ],
  ],
  balanceAt: [
    ...badLedger((postings) => core.balanceAt(account, postings, now)),
    ...badInstants((at) => core.balanceAt(account, [posting], at)),
  ],
  coverCharge: [
    ...badWork((given) =>
      core.coverCharge(pool(), { ...drawn, ...given, date: '2026-06-10', currency: 'EUR' }),
    ),
    [
      'another currency',
      () => {
        const budget = core.definePrepaidAccount({ ...euros, overdraft: '1.00' });
        const charged = { ...drawn, ...work, date: '2026-06-10', currency: 'USD' };
        return core.coverCharge(core.openPool(budget, [], [], now), charged);
      },
      'CURRENCY_MISMATCH',
    ],
  ],
  creditLot: [
    ...badInstants((at) => core.creditLot(account, { ...lot, usableAt: null }, at)),
    [
      'a quantity that is NaN',
      () => core.creditLot(account, { ...lot, quantity: 'NaN' }, now),
      'PREPAID_POSTING_INVALID',
    ],
  ],
  definePrepaidAccount: [
    [
      'an unknown currency',
      () => core.definePrepaidAccount({ ...euros, currency: 'XXX' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'hours with a currency',
      () => core.definePrepaidAccount({ ...euros, unit: 'hours' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'an overdraft that is NaN',
      () => core.definePrepaidAccount({ ...euros, overdraft: 'NaN' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
    [
      'a negative overdraft',
      () => core.definePrepaidAccount({ ...euros, overdraft: '-1' }),
      'PREPAID_ACCOUNT_INVALID',
    ],
  ],
  drawChosen: [
    ['nothing', () => core.drawChosen(pool(), undefined as never, { zone: 'UTC' }), 'CHARGE_INVALID'],
    [
      'something that is no charge',
      () => core.drawChosen(pool(), [{} as never], { zone: 'UTC' }),
      'CHARGE_INVALID',
    ],
    [
      'an unknown zone',
      () => core.drawChosen(pool(), [], { zone: 'Mars/Olympus' }),
      'PREPAID_POSTING_INVALID',
    ],
    ['no zone', () => core.drawChosen(pool(), [], undefined as never), 'PREPAID_POSTING_INVALID'],
  ],
  expiryDue: [
    ...badLedger((postings) => core.expiryDue(account, [expiring], postings, '2026-07-01', now)),
    ...badDates('CIVIL_DATE_INVALID', (today) => core.expiryDue(account, [expiring], [posting], today, now)),
    ...badInstants((at) => core.expiryDue(account, [expiring], [posting], '2026-07-01', at)),
  ],
  fromLedgerQuantity: [
    ...badLedger(([given]) => core.fromLedgerQuantity(account, given?.quantity as never)),
    ...[Number.NaN, -1, 0.5, 1e6].map(
      (places): Fault => [
        `${places} places`,
        () => core.fromLedgerQuantity(account, '3600', places),
        'PREPAID_POSTING_INVALID',
      ],
    ),
  ],
  openPool: [
    ...badLedger((postings) => core.openPool(account, [lot], postings, now)),
    ...badInstants((at) => core.openPool(account, [lot], [posting], at)),
    ...badDates('CIVIL_DATE_INVALID', (workDate) => pool().draw('60', { ...drawn, workDate })),
    ...badDates('CIVIL_DATE_INVALID', (workDate) => pool().available(workDate)),
    ...badLedger(([given]) => pool().draw(given?.quantity as never, drawn)),
  ],
  prepaidLot: [
    [
      'a quantity of 0',
      () => core.prepaidLot(account, { ...purchase, quantity: '0' }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a quantity that is NaN',
      () => core.prepaidLot(account, { ...purchase, quantity: 'NaN' }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a quantity of 10 MB',
      () => core.prepaidLot(account, { ...purchase, quantity: huge }),
      'PREPAID_LOT_INVALID',
    ],
    [
      'a price below 0',
      () => core.prepaidLot(account, { ...purchase, price: of('-1') }),
      'PREPAID_LOT_INVALID',
    ],
    ...badInstants(
      (purchasedAt) => core.prepaidLot(account, { ...purchase, purchasedAt }),
      'PREPAID_LOT_INVALID',
    ),
    ...badDates('PREPAID_LOT_INVALID', (expiresOn) => core.prepaidLot(account, { ...purchase, expiresOn })),
  ],
  prepaidStatement: [
    ...badLedger((postings) => core.prepaidStatement(account, postings, june)),
    ...badInstants((at) => core.prepaidStatement(account, [{ ...posting, at }], june)),
    ...badDates('CIVIL_DATE_INVALID', (to) => core.prepaidStatement(account, [posting], { ...june, to })),
    [
      'an unknown zone',
      () => core.prepaidStatement(account, [posting], { ...june, zone: 'Mars/Olympus' }),
      'ZONE_UNKNOWN',
    ],
  ],
  refundLot: [
    ...badChanges((given) => core.refundLot(account, lot, [posting], given)),
    ...badLedger((postings) => core.refundLot(account, lot, postings, change)),
    [
      'more than is left',
      () => core.refundLot(account, lot, [posting], { ...change, quantity: '11' }),
      'PREPAID_SHORT',
    ],
  ],
  remainingOf: badLedger((postings) => core.remainingOf(account, lot, postings)),
  reverseDraws: [
    ...badLedger((postings) => core.reverseDraws(account, postings, 'te_1', { at: now }), draw),
    ...badInstants((at) => core.reverseDraws(account, [draw], 'te_1', { at })),
  ],
  reversePosting: [
    ...badLedger((postings) => core.reversePosting(account, postings, 'draw', { at: now }), draw),
    ...badInstants((at) => core.reversePosting(account, [draw], 'draw', { at })),
    [
      'an unknown key',
      () => core.reversePosting(account, [draw], huge, { at: now }),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'a posting that is not taken back',
      () => core.reversePosting(account, [posting], posting.key, { at: now }),
      'PREPAID_POSTING_INVALID',
    ],
  ],
  settleOverdraft: [
    ...badLedger((postings) => core.settleOverdraft(account, [lot], postings, now), draw),
    ...badInstants((at) => core.settleOverdraft(account, [lot], [posting, draw], at)),
  ],
  toLedgerQuantity: [
    ['NaN', () => core.toLedgerQuantity(account, 'NaN'), 'DECIMAL_INVALID'],
    ['a quantity of 10 MB', () => core.toLedgerQuantity(account, huge), 'DECIMAL_INVALID'],
    ['half a cent', () => core.toLedgerQuantity(euros, '0.005'), 'PREPAID_POSTING_INVALID'],
    [
      'an unknown currency',
      () => core.toLedgerQuantity({ ...euros, currency: 'XXX' }, '1'),
      'CURRENCY_UNKNOWN',
    ],
  ],
  topUpDue: [
    ...badLedger(([given]) =>
      core.topUpDue(account, { balance: given?.quantity as never, inFlight: '0', now }),
    ),
    ...badInstants((lastAt) =>
      core.topUpDue(account, { balance: '0', inFlight: '0', now, failures: { count: 1, lastAt } }),
    ),
    ...badInstants((at) =>
      core.topUpDue(account, { balance: '0', inFlight: '0', now: at, failures: { count: 1, lastAt: now } }),
    ),
  ],
  transferLot: [
    ...badChanges((given) =>
      core.transferLot(
        { from: account, to: { ...account, id: 'b' }, newLotId: 'lot_2' },
        lot,
        [posting],
        given,
      ),
    ),
    [
      'the same account',
      () => core.transferLot({ from: account, to: account, newLotId: 'lot_2' }, lot, [posting], change),
      'PREPAID_POSTING_INVALID',
    ],
    [
      'a new lot without an id',
      () =>
        core.transferLot(
          { from: account, to: { ...account, id: 'b' }, newLotId: '' },
          lot,
          [posting],
          change,
        ),
      'PREPAID_POSTING_INVALID',
    ],
  ],
  usableLots: [
    ...badDates('CIVIL_DATE_INVALID', (workDate) => core.usableLots(account, [lot], workDate, now)),
    ...badInstants((at) => core.usableLots(account, [lot], '2026-06-10', at)),
  ],
};
