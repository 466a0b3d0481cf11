import { expect, test } from 'vitest';
import { fits } from '../rating/condition.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { adjustLot } from './adjust.ts';
import { balanceAt, remainingOf } from './balance.ts';
import { coverCharge } from './cover-charge.ts';
import { toLedgerQuantity } from './ledger-quantity.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';
import { openPool } from './prepaid-pool.ts';
import { settleOverdraft } from './settle-overdraft.ts';
import { topUpDue } from './top-up.ts';

const at = '2026-07-02T08:00:00.000Z';
const work = (entryId: string) => ({ entryId, part: null, workDate: '2026-06-10' });
const minutes = (quantity: string): number => Number(quantity) / 60;

test.each([
  [450, [300, 300, 300], [300, 150, 0], 0],
  [540, [240, 600], [240, 300], 0],
  [1000, [240, 120], [240, 120], 640],
  [120, [0, 240], [0, 120], 0],
])(
  'alga-025: %i minutes of blocks of %j take %j and leave %i uncovered',
  (need, blocks, expected, uncovered) => {
    const account = hoursAccount();
    const given = blocks.map((block, index) => ({ id: `block_${index}`, quantity: String(block / 60 || 1) }));
    const { lots, ledger } = paidLots(account, ...given);
    const credited = ledger.filter((_, index) => blocks[index] !== 0);
    const { postings, short } = openPool(account, lots, credited, at).draw(String(need * 60), work('te_1'));
    const drawn = lots.map(({ id }) => -minutes(balanceAt(account, postings, at, { lotId: id })));
    expect(drawn.map((one) => one || 0)).toEqual(expected);
    expect(minutes(short)).toBe(uncovered);
  },
);

test('alga-039: of labour at 60.00 and hardware at 40.00, credit for labour pays the labour and keeps 40.00', () => {
  const account = moneyAccount({ covers: { serviceType: 'labour' } });
  const { lots, ledger } = paidLots(account, { id: 'credit', quantity: '100' });
  const pool = openPool(account, lots, ledger, at);
  const facts = {
    agent: 'ana',
    team: null,
    customer: 'acme',
    workItemKind: null,
    priority: null,
    tags: [],
    attributes: {},
  };
  for (const [serviceType, unitPrice] of [
    ['labour', '60'],
    ['hardware', '40'],
  ] as const) {
    const charge = exampleCharge({ entryId: serviceType, serviceTypeId: serviceType, unitPrice });
    if (fits(account.covers, { ...facts, serviceType })) coverCharge(pool, charge);
  }
  expect(pool.available('2026-06-10')).toBe('40.00');
});

test('alga-039: of two requests of 40.00 on 60.00, the second gets 20.00', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'credit', quantity: '60' });
  const pool = openPool(account, lots, ledger, at);
  expect([pool.draw('40.00', work('te_1')).drawn, pool.draw('40.00', work('te_2')).drawn]).toEqual([
    '40.00',
    '20.00',
  ]);
});

test('alga-039: credits of 50.00, 70.00 and 80.00 pay 120.00 oldest first and leave 0, 0 and 80.00', () => {
  const { remaining } = life(moneyAccount(), ['50', '70', '80'], ['120']);
  expect(remaining).toEqual(['0.00', '0.00', '80.00']);
});

test('om-burn-13: the lot of the lower priority number burns first', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(
    account,
    { id: 'g2', quantity: '100', priority: 2, purchasedAt: '2026-01-01T00:00:00Z' },
    { id: 'g1', quantity: '100', priority: 1 },
  );
  const { postings, short } = openPool(account, lots, ledger, at).draw('120.00', work('te_1'));
  const after = [...ledger, ...postings];
  expect(lots.map((lot) => remainingOf(account, lot, after))).toEqual(['80.00', '0.00']);
  expect(short).toBe('0.00');
});

test('om-burn-15: what is left of a voided lot is lost, and later use has nothing to draw', () => {
  const account = moneyAccount();
  const { lots, ledger } = paidLots(account, { id: 'g1', quantity: '100' });
  const [lot] = lots;
  if (lot === undefined) throw new Error('there is no lot');
  const before = [...ledger, ...openPool(account, lots, ledger, at).draw('50.00', work('te_1')).postings];
  const voided = [
    ...before,
    adjustLot(account, lot, before, { id: 'void', quantity: null, at, reason: 'voided' }),
  ];
  expect(openPool(account, lots, voided, at).draw('50.00', work('te_2'))).toMatchObject({
    drawn: '0.00',
    short: '50.00',
  });
  expect(remainingOf(account, lot, voided)).toBe('0.00');
});

test('om-burn-17, om-reset-19: what was overdrawn is burned from the next lot', () => {
  for (const [first, used, next, left] of [
    ['100', '120.00', '100', '80.00'],
    ['100', '110.00', '50', '40.00'],
  ] as const) {
    const account = moneyAccount({ overdraft: '50' });
    const day = paidLots(account, { id: 'g1', quantity: first });
    const before = [
      ...day.ledger,
      ...openPool(account, day.lots, day.ledger, at).draw(used, work('te_1')).postings,
    ];
    const renewed = paidLots(account, { id: 'g2', quantity: next });
    const ledger = [...before, ...renewed.ledger];
    const lots = [...day.lots, ...renewed.lots];
    const settled = [...ledger, ...settleOverdraft(account, lots, ledger, at)];
    expect(lots.map((lot) => remainingOf(account, lot, settled))).toEqual(['0.00', left]);
  }
});

test('lg-trace-29: each draw is traced to the purchases that paid for it', () => {
  expect(life(moneyAccount(), ['100'], ['40'])).toEqual({ remaining: ['60.00'], links: ['0 0 -40.00'] });
  expect(life(moneyAccount(), ['30', '50'], ['60'])).toEqual({
    remaining: ['0.00', '20.00'],
    links: ['0 0 -30.00', '1 0 -30.00'],
  });
  expect(life(moneyAccount(), ['100'], ['25', '35'])).toEqual({
    remaining: ['40.00'],
    links: ['0 0 -25.00', '0 1 -35.00'],
  });
});

test('lg-topup-27: 5.50 below a threshold of 6 are filled up to 200, and not while a purchase restores the balance', () => {
  const account = moneyAccount({ topUp: { threshold: '6', to: '200' } });
  const facts = { balance: '5.50', inFlight: '0', now: at };
  expect(topUpDue(account, facts)).toMatchObject({ quantity: '194.50' });
  expect(topUpDue(account, { ...facts, inFlight: '0.50' }).status).toBe('enough');
  expect(topUpDue(moneyAccount({ topUp: { threshold: '2', to: '200' } }), facts).status).toBe('enough');
});

test('doc-block-multiplier-01: an hour burns 2 h or half an hour of the block, by its factor', () => {
  const burn = { 'senior-dba': '2', intern: '0.5' };
  const account = hoursAccount({ burn });
  const { lots, ledger } = paidLots(account, { id: 'block' });
  const pool = openPool(account, lots, ledger, at);
  const debited = Object.keys(burn).map((band) => coverCharge(pool, exampleCharge({ band })).drawn);
  expect(debited).toEqual(['2', '0.5'].map((hours) => toLedgerQuantity(account, hours)));
});

/** What is left of lots of these quantities after these draws, and which lot paid for which draw. */
function life(
  account: PrepaidAccount,
  quantities: readonly string[],
  needs: readonly string[],
): { readonly remaining: readonly string[]; readonly links: readonly string[] } {
  const { lots, ledger } = paidLots(
    account,
    ...quantities.map((quantity, index) => ({ id: String(index), quantity })),
  );
  const pool = openPool(account, lots, ledger, at);
  const drawn = needs.flatMap((need, index) => pool.draw(need, work(String(index))).postings);
  return {
    remaining: lots.map((lot: PrepaidLot) => remainingOf(account, lot, [...ledger, ...drawn])),
    links: drawn.map(({ lotId, entryId, quantity }: PrepaidPosting) => `${lotId} ${entryId} ${quantity}`),
  };
}
