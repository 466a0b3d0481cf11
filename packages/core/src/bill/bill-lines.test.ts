import { describe, expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import { billOf, exampleContract, linesOf, periodFrom, workOf } from '../testing/bill-fixture.ts';
import { expense } from '../work/expense.ts';
import type { Bill } from './bill.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const contractOf = (...components: BuiltInComponentInput[]) => exampleContract({ components });
const seats = { id: 'seats', kind: 'recurring-fee', price: '12.50', quantity: '20' } as const;

describe('R64: fees', () => {
  test('a fee has its quantity and its price', () => {
    expect(linesOf(billOf(contractOf(seats)))).toEqual(['recurring-fee 20 × 12.50 = 250.00']);
  });

  test('a part of a period costs its part, as a lump', () => {
    // The contract ends on 21 March: 20 of 31 days of 62.00.
    const contract = exampleContract({
      end: '2026-03-21',
      components: [{ ...seats, price: '62.00', quantity: '1' }],
    });
    const bill = billOf(contract);
    expect(linesOf(bill)).toEqual(['recurring-fee 1 × 40.00 = 40.00']);
    expect(bill.lines[0]).toMatchObject({ unit: 'lump', from: '2026-03-01', to: '2026-03-20' });
  });

  test('suspended days cost nothing', () => {
    const contract = exampleContract({
      suspensions: [{ from: '2026-03-11', to: '2026-03-21' }],
      components: [{ ...seats, price: '31.00', quantity: '1' }],
    });
    expect(billOf(contract).totals.total.amount).toBe('21.00');
  });

  test('a fee that was billed before is not billed again, and the next period has its own', () => {
    const contract = contractOf(seats, { id: 'start', kind: 'fixed-fee', amount: '99.00', on: '2026-03-01' });
    const first = billOf(contract, { due: 'advance' });
    expect(linesOf(first).toSorted()).toEqual([
      'recurring-fee 1 × 99.00 = 99.00',
      'recurring-fee 20 × 12.50 = 250.00',
    ]);
    const history = { billedFees: first.fees.map(({ claim }) => claim) };
    expect(linesOf(billOf(contract, { history }))).toEqual([]);
    const april = billOf(contract, { history, contractPeriod: periodFrom(contract, '2026-04-01') });
    expect(linesOf(april)).toEqual(['recurring-fee 20 × 12.50 = 250.00']);
  });

  test('in advance, work and minimums wait', () => {
    const bill = billOf(contractOf(seats, { id: 'least', kind: 'commitment', amount: '500.00' }), {
      work: [workOf(1)],
      due: 'advance',
    });
    expect(bill.totals.total.amount).toBe('250.00');
    expect(bill.notDue).toMatchObject([{ id: 'te_1', reason: 'later' }]);
  });
});

describe('R62: minimums', () => {
  test('work that is covered does not count', () => {
    const bill = billOf(
      contractOf(
        { id: 'support', kind: 'allowance', unit: 'hours', quantity: '2' },
        { id: 'least', kind: 'commitment', amount: '500.00' },
      ),
      { work: [workOf(4)] },
    );
    expect(linesOf(bill)).toEqual([
      'time 2 × 120.00 = 240.00',
      'true-up 1 × 260.00 = 260.00',
      'information 2 × 0.00 = 0.00',
    ]);
  });

  test("an agent's minimum counts that agent's part of a line", () => {
    const contract = contractOf({
      id: 'of-ana',
      kind: 'commitment',
      amount: '300.00',
      scope: { agent: 'ana' },
    });
    const bill = billOf(contract, { work: [workOf(2), workOf(5, { id: 'te_2', agentId: 'ben' })] });
    expect(bill.trueUps).toMatchObject([{ chargeable: eur('240.00'), amount: eur('60.00') }]);
    expect(bill.lines[1]?.group).toEqual({ componentId: 'of-ana', agentId: 'ana' });
  });
});

test("R62: minimums of a team and of a service type count their work, the contract's counts their true-ups", () => {
  const contract = contractOf(
    { id: 'of-network', kind: 'commitment', amount: '300.00', scope: { team: 'network' } },
    { id: 'of-support', kind: 'commitment', amount: '250.00', scope: { serviceType: 'support' } },
    { id: 'of-all', kind: 'commitment', amount: '600.00' },
  );
  const work = [workOf(2, { teamId: 'network' }), workOf(1, { id: 'te_2', serviceTypeId: 'project' })];
  // 240.00 of the team's support, 120.00 of nobody's project; lifted by 60.00 and 10.00, then by 170.00.
  expect(billOf(contract, { work }).trueUps.map(({ amount }) => amount.amount)).toEqual([
    '60.00',
    '10.00',
    '170.00',
  ]);
});

describe('R65: caps', () => {
  const cap = { id: 'cap', kind: 'cap', amount: '300.00', per: 'period' } as const;
  const work = [workOf(2), workOf(2, { id: 'te_2', date: '2026-03-03' })];
  const totalsOf = ({ totals, caps }: Bill) => [
    totals.total.amount,
    caps[0]?.billed.amount,
    caps[0]?.above.amount,
  ];

  test('what lies above one is written down', () => {
    const bill = billOf(contractOf(cap), { work });
    expect(totalsOf(bill)).toEqual(['300.00', '300.00', '180.00']);
    expect(bill.totals.discounts.map(({ amount }) => amount.amount)).toEqual(['180.00']);
    expect(linesOf(bill)).toEqual(['time 4 × 120.00 = 480.00']);
  });

  test('or blocked: the entry that does not fit as a whole, with all after it', () => {
    const bill = billOf(contractOf({ ...cap, above: 'block' }), { work });
    expect(totalsOf(bill)).toEqual(['240.00', '240.00', '240.00']);
    expect(bill.blocked).toMatchObject([{ entryId: 'te_2', reason: 'over-cap', seconds: 7200 }]);
    expect(bill.coverage.blocked).toMatchObject({ count: 1, seconds: 7200 });
  });

  test('what was billed under one before counts', () => {
    const history = { capped: { cap: eur('250.00') } };
    expect(totalsOf(billOf(contractOf({ ...cap, per: 'lifetime' }), { work, history }))).toEqual([
      '50.00',
      '50.00',
      '430.00',
    ]);
  });

  test('one for some of the work leaves the rest alone, also on the same line', () => {
    const ofAna = contractOf({ ...cap, amount: '100.00', when: { agent: 'ana' } });
    const [first, second] = work;
    const both = [first, second && { ...second, agentId: 'ben' }].flatMap((entry) => entry ?? []);
    expect(totalsOf(billOf(ofAna, { work: both }))).toEqual(['340.00', '100.00', '140.00']);
  });
});

describe('R68: discounts and taxes of the contract', () => {
  const vat = { id: 'vat', name: 'VAT', percent: '19' };

  test('its taxes are on work, fees and true-ups; things may have their own', () => {
    const contract = exampleContract({ taxCodes: ['vat'], components: [seats] });
    const expenses = [
      expense({
        id: 'ex_1',
        customerId: 'acme',
        date: '2026-03-02',
        description: 'Stamps',
        amount: eur('10.00'),
        kind: 'pass-through',
        taxCodes: [],
      }),
    ];
    const { totals } = billOf(contract, { work: [workOf(1)], expenses }, { taxCodes: [vat] });
    // 120.00 + 250.00 at 19 %, 10.00 without.
    expect([totals.net, totals.tax, totals.total].map(({ amount }) => amount)).toEqual([
      '380.00',
      '70.30',
      '450.30',
    ]);
  });

  test('R83: prices may contain their tax', () => {
    const contract = exampleContract({ taxCodes: ['vat'] });
    const { totals } = billOf(contract, { work: [workOf(1)] }, { taxCodes: [vat], pricesIncludeTax: true });
    expect([totals.net.amount, totals.tax.amount, totals.total.amount]).toEqual([
      '100.84',
      '19.16',
      '120.00',
    ]);
  });

  test('a discount of an amount takes no more than there is', () => {
    const discounts = [
      { id: 'half', description: 'Half', percent: '50' },
      { id: 'fixed', description: 'Fixed', amount: eur('100.00') },
    ];
    const { totals } = billOf(exampleContract({ discounts }), { work: [workOf(1)] });
    expect(totals.discounts.map(({ amount }) => amount.amount)).toEqual(['60.00', '60.00']);
    expect(billOf(exampleContract({ discounts })).totals.total.amount).toBe('0.00');
  });

  test('a discount is taken off what a cap has left', () => {
    const contract = exampleContract({
      discounts: [{ id: 'fixed', description: 'Fixed', amount: eur('100.00') }],
      components: [{ id: 'cap', kind: 'cap', amount: '70.00', per: 'period' }],
    });
    const { totals } = billOf(contract, { work: [workOf(1)] });
    expect(totals.discounts.map(({ amount }) => amount.amount)).toEqual(['50.00', '70.00']);
    expect(totals.total.amount).toBe('0.00');
  });

  test('amended terms hold from the first period that begins with them', () => {
    const contract = exampleContract({ amendments: [{ from: '2026-03-15', components: [seats] }] });
    expect(linesOf(billOf(contract))).toEqual([]);
    const april = billOf(contract, { contractPeriod: periodFrom(contract, '2026-04-01') });
    expect(linesOf(april)).toEqual(['recurring-fee 20 × 12.50 = 250.00']);
  });
});

test('a bill is plain JSON', () => {
  const bill = billOf(contractOf(seats), { work: [workOf(1)] });
  expect(JSON.parse(JSON.stringify(bill))).toEqual(structuredClone(bill));
});
