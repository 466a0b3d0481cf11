import { describe, expect, test } from 'vitest';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { billOf, exampleContract, exampleRating, linesOf, workOf } from '../testing/bill-fixture.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { Bill } from './bill.ts';
import type { BillFacts } from './bill-facts.ts';
import { explain } from './explain.ts';
import { restOfEntry } from './billed-part.ts';

const blocking = {
  id: 'support',
  kind: 'allowance',
  unit: 'hours',
  quantity: '2',
  exhausted: 'block',
} as const;
const holding = exampleContract({ components: [blocking] });
const released = exampleContract({ components: [{ ...blocking, exhausted: 'charge', quantity: '0' }] });
const keysOf = ({ claims }: Bill): readonly string[] =>
  claims.map(({ kind, id, part }) => `${kind} ${id}${part === null ? '' : ` ${part}`}`);
const again = ({ billedParts }: Bill): Partial<BillFacts> => ({ history: { billedParts } });

test('a bill claims everything that it consumes, each once', () => {
  const contract = exampleContract({
    components: [
      { id: 'support', kind: 'allowance', unit: 'hours', quantity: '1' },
      {
        id: 'unused',
        kind: 'allowance',
        unit: 'hours',
        quantity: '1',
        covers: { when: { serviceType: 'travel' } },
      },
      { id: 'seats', kind: 'recurring-fee', price: '10.00' },
      { id: 'set-up', kind: 'fixed-fee', amount: '99.00', on: '2026-03-05' },
      { id: 'least', kind: 'commitment', amount: '500.00' },
    ],
  });
  const rateCard = defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [
      { id: 'any', price: { kind: 'hourly', rate: '120.00' } },
      { id: 'call', when: { serviceType: 'call' }, price: { kind: 'per-incident', price: '45.00' } },
    ],
  });
  const thing = { customerId: 'acme', date: '2026-03-09' };
  const money = { amount: '5.00', currency: 'EUR' };
  const bill = billOf(
    contract,
    {
      work: [
        workOf(2),
        workOf(1, { id: 'te_2', serviceTypeId: 'call', workItem: { kind: 'ticket', id: '7/1' } }),
        workOf(1, { id: 'te_3', billable: false }),
        workOf(1, { id: 'te_4', date: '2026-04-02' }),
      ],
      expenses: [
        { ...thing, id: 'ex_1', description: 'Train', kind: 'billable', amount: money },
        { ...thing, id: 'ex_2', description: 'Lunch', kind: 'internal', amount: money },
      ],
      products: [
        { ...thing, id: 'pr_1', description: 'Cable', quantity: '2', unitPrice: '5.00', currency: 'EUR' },
      ],
    },
    { rating: { ...exampleRating, rateCard } },
  );
  expect(keysOf(bill).toSorted()).toEqual([
    'allowance c_1/support 2026-03-01 0',
    'entry te_1 0',
    'entry te_2 0',
    'expense ex_1',
    'fee c_1/seats 2026-03-01',
    'fee c_1/set-up',
    'incident acme/ticket/7%2F1 0',
    'product pr_1',
    'true-up c_1/least 2026-03-01',
  ]);
  expect(bill.billedParts).toEqual([]);
});

test('work that waits as a whole is not claimed', () => {
  const bill = billOf(exampleContract({ components: [{ ...blocking, quantity: '0' }] }), {
    work: [workOf(1)],
  });
  expect([bill.claims, bill.billedParts, bill.blocked.length]).toEqual([[], [], 1]);
});

describe('an entry of which a part waits', () => {
  // 3 h, of which the allowance covers 2 h; the third waits.
  const first = billOf(holding, { work: [workOf(3)] });

  test('is claimed for what is covered, and says what that was', () => {
    expect(keysOf(first)).toEqual(['entry te_1 0', 'allowance c_1/support 2026-03-01 0']);
    expect(first.billedParts).toEqual([
      {
        entryId: 'te_1',
        turn: 0,
        whole: [{ band: 'business', measuredSeconds: 10_800, billedSeconds: 10_800 }],
        taken: [{ band: 'business', measuredSeconds: 7200, billedSeconds: 7200 }],
        piece: null,
        postings: [],
      },
    ]);
  });

  test('is billed for the rest, once, when that is released', () => {
    const second = billOf(released, { work: [workOf(3)], ...again(first) });
    expect(linesOf(second)).toEqual(['time 1 × 120.00 = 120.00']);
    expect(keysOf(second)).toEqual(['entry te_1 1']);
    expect(second.coverage).toMatchObject({ inputs: { count: 1, seconds: 3600 }, billed: { seconds: 3600 } });
    expect(second.charges.flatMap((charge) => explain(charge))).toContain('2 h of it were billed before.');
    const billedParts = [...first.billedParts, ...second.billedParts];
    expect(restOfEntry(billedParts).parts).toEqual([]);
    expect(() => billOf(released, { work: [workOf(3)], history: { billedParts } })).toThrow(
      'BILL_INVALID: work[0]: "te_1" was billed before, all of it: leave it out',
    );
  });

  test('R84: gives back what a voided bill took, and nothing else', () => {
    const second = billOf(released, { work: [workOf(3)], ...again(first) });
    // The first bill is voided: its 2 h are open again, the third hour is not.
    const third = billOf(released, { work: [workOf(3)], ...again(second) });
    expect(linesOf(third)).toEqual(['time 2 × 120.00 = 240.00']);
    expect(keysOf(third)).toEqual(['entry te_1 2']);
    expect(restOfEntry([...second.billedParts, ...third.billedParts]).parts).toEqual([]);
  });

  test('keeps the quantity that it was rounded to, whoever is no longer there to be rounded with', () => {
    // Twice 20 min on a ticket and a day are rounded to an hour together: 30 min each. Alone, 20 min would be an hour.
    const rating = {
      ...exampleRating,
      contracts: {
        c_1: { customerId: 'acme', quantity: { incrementMinutes: 60, scope: 'work-item-day' as const } },
      },
    };
    const workItem = { kind: 'ticket', id: '1' } as const;
    const work = [workOf(1 / 3, { workItem }), workOf(1 / 3, { id: 'te_2', workItem })];
    const contract = exampleContract({ components: [{ ...blocking, quantity: '0.75' }] });
    const one = billOf(contract, { work }, { rating });
    expect(one.covered.map(({ billedSeconds }) => billedSeconds / 60)).toEqual([30, 15]);
    const other = billOf(released, { work: work.slice(1), ...again(one) }, { rating });
    expect(
      other.charges.map(({ billedSeconds, measuredSeconds }) => [billedSeconds, measuredSeconds]),
    ).toEqual([[900, 600]]);
  });

  test('may wait in part again', () => {
    const less = exampleContract({ components: [{ ...blocking, quantity: '0.5' }] });
    const second = billOf(less, { work: [workOf(3)], ...again(first) });
    const billedParts = [...first.billedParts, ...second.billedParts];
    expect(second.blocked).toMatchObject([{ entryId: 'te_1', reason: 'quota', seconds: 1800 }]);
    const third = billOf(released, { work: [workOf(3)], history: { billedParts } });
    expect(linesOf(third)).toEqual(['time 0.5 × 120.00 = 60.00']);
  });

  test('stays whole when the rest is not billable any more', () => {
    const second = billOf(released, { work: [workOf(3, { billable: false })], ...again(first) });
    expect([second.claims, second.coverage.excluded.seconds]).toEqual([[], 3600]);
  });

  test('may have drawn from a pool: the rest draws under a name of its own', () => {
    const account = hoursAccount();
    const pool = { id: 'of-hours', kind: 'pool', accountId: 'hours' } as const;
    const at = '2026-06-01T00:00:00.000Z';
    const none = { ...blocking, quantity: '0' };
    const one = paidLots(account, { id: 'A', quantity: '1' });
    const prepaid = (lots: typeof one, drawn: Bill['postings']) => ({
      accounts: [account],
      lots: lots.lots,
      postings: [...lots.ledger, ...drawn],
    });
    const contract = exampleContract({ components: [none, pool] });
    const half = billOf(contract, { work: [workOf(3)], history: { prepaid: prepaid(one, []) }, at });
    expect([half.covered[0]?.billedSeconds, half.blocked[0]?.seconds]).toEqual([3600, 7200]);
    const more = paidLots(account, { id: 'A', quantity: '1' }, { id: 'B', quantity: '10' });
    const history = { prepaid: prepaid(more, half.postings), billedParts: half.billedParts };
    const rest = billOf(contract, { work: [workOf(3)], history, at });
    expect(rest.postings.map(({ part, quantity }) => [part, quantity])).toEqual([['business (2)', '-7200']]);
    expect(rest.blocked).toEqual([]);
  });

  test('leaves what was not paid of a price per piece', () => {
    const rateCard = defineRateCard({
      id: 'standard',
      currency: 'EUR',
      rules: [{ id: 'any', price: { kind: 'fixed', price: '50.00' } }],
    });
    const policy = { rating: { ...exampleRating, rateCard } };
    const account = moneyAccount();
    const { lots, ledger } = paidLots(account, { id: 'B', quantity: '20.00' });
    const contract = exampleContract({
      components: [
        { id: 'of-money', kind: 'pool', accountId: 'budget' },
        { id: 'cap', kind: 'cap', amount: '10.00', per: 'period', above: 'block' },
      ],
    });
    const prepaid = { accounts: [account], lots, postings: ledger };
    const at = '2026-06-01T00:00:00.000Z';
    const half = billOf(contract, { work: [workOf(1)], history: { prepaid }, at }, policy);
    expect(half.billedParts[0]?.piece).toEqual({ price: '50', taken: '20' });
    expect(half.blocked).toMatchObject([{ reason: 'over-cap', seconds: 3600 }]);
    const rest = billOf(exampleContract(), { work: [workOf(1)], ...again(half) }, policy);
    expect(linesOf(rest)).toEqual(['piece 1 × 30.00 = 30.00']);
    expect(() =>
      billOf(
        exampleContract(),
        { work: [workOf(1)], history: { billedParts: [...half.billedParts, ...rest.billedParts] } },
        policy,
      ),
    ).toThrow('was billed before');
  });

  test('can not be billed for more than there was', () => {
    const [part] = first.billedParts;
    const billedParts = part === undefined ? [] : [part, { ...part, turn: 1 }];
    expect(() => billOf(released, { work: [workOf(3)], history: { billedParts } })).toThrow(
      'take more of "te_1" than there was',
    );
  });

  test('whose time is in another band by now is refused: the rest would be lost', () => {
    expect(() =>
      billOf(released, { work: [workOf(3, { timeBand: 'after-hours' })], ...again(first) }),
    ).toThrow('has a rest in the band "business"');
  });
});
