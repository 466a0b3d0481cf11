import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { manualLine } from '../invoice/manual-line.ts';
import { readInvoice } from '../invoice/read-invoice.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { money } from '../money/money.ts';
import { sum } from '../money/arithmetic.ts';
import { billOf, exampleContract, workOf } from '../testing/bill-fixture.ts';
import { exampleHead, exampleVat } from '../testing/draft-fixture.ts';
import type { Bill } from './bill.ts';
import { lineKeyOnInvoice } from './bills-on-invoice.ts';
import { draftInvoice, type DraftInput } from './draft-invoice.ts';

const taxCodes = [exampleVat, { id: 'low', name: 'VAT 7 %', percent: '7' }];
const agreed = (id: string, percent: string, more = {}) =>
  exampleContract({
    id,
    taxCodes: ['vat'],
    discounts: [{ id: 'agreed', description: `Agreed with ${id}`, percent }],
    ...more,
  });
const bill = (id: string, percent: string, hours: number, policy = {}): Bill =>
  billOf(agreed(id, percent), { work: [workOf(hours)] }, { taxCodes, ...policy });
const draft = (...bills: [Bill, ...Bill[]]) => draftInvoice({ ...exampleHead, id: 'inv_1', bills });

function pathsOf(given: Partial<DraftInput>): readonly string[] {
  try {
    draftInvoice({ ...exampleHead, id: 'inv_1', bills: [bill('c_1', '10', 1)], ...given });
  } catch (error) {
    if (isBillingError(error, 'INVOICE_INVALID'))
      return error.details.issues.map(({ path }) => path.join('.'));
    throw error;
  }
  return [];
}

describe('an invoice drafted from one bill', () => {
  const one = bill('c_1', '10', 2);
  const { settlement, content } = draft(one);

  test('has its lines, discounts and totals, its contract and its period', () => {
    expect(settlement).toBe('draft');
    expect([content.lines, content.totals]).toEqual([one.lines, one.totals]);
    expect(content).toMatchObject({
      customerId: 'acme',
      contractId: 'c_1',
      period: one.period,
      currency: 'EUR',
    });
    expect(content.discounts).toMatchObject([{ id: 'agreed', percent: '10', lineKeys: null }]);
    expect(content.totals.total.amount).toBe('257.04');
  });

  test('R83: keeps what was agreed off the lines that go along, which were never under it', () => {
    const along = (id: string, unitPrice: string) =>
      manualLine({ id, description: 'Carried', unitPrice, currency: 'EUR', from: '2026-03-01' });
    const lines = [along('carried', '-50.00')];
    const { totals } = draftInvoice({ ...exampleHead, id: 'inv_1', bills: [one], lines }).content;
    // 240.00 less 10 % is 216.00; the 50.00 were carried after all discounts.
    expect([totals.discount.amount, totals.net.amount]).toEqual(['24.00', '166.00']);
    const amount = money('200.00', 'EUR');
    const off = billOf(
      exampleContract({ discounts: [{ id: 'agreed', description: 'Agreed', amount }] }),
      { work: [workOf(2)] },
      { taxCodes },
    );
    // An amount that fits on its bill fits on the invoice, whatever is carried onto it.
    const { content: low } = draftInvoice({
      ...exampleHead,
      id: 'inv_1',
      bills: [off],
      lines: [along('carried', '-100.00')],
    });
    expect(low.totals.total.amount).toBe('-60.00');
  });

  test('R52, R3: keeps the policies by which it was calculated', () => {
    expect(content.linePolicy).toEqual(one.linePolicy);
    expect(content.taxRounding).toEqual({ level: 'document', mode: 'half-up' });
    const other = draft(
      bill('c_1', '0', 1, {
        pricesIncludeTax: true,
        taxRounding: { level: 'line', mode: 'half-even' },
        cashRounding: { step: '0.05' },
      }),
    );
    expect(other.content).toMatchObject({
      pricesIncludeTax: true,
      taxRounding: { level: 'line', mode: 'half-even' },
      cashRounding: { step: '0.05' },
    });
  });

  test('R68: keeps the taxes that its lines name, and no others', () => {
    expect(content.taxCodes).toEqual([exampleVat]);
  });

  test('R78: carries what prepaid accounts pay after tax, each account once', () => {
    const paid = (amount: string) => [{ accountId: 'budget', amount: money(amount, 'EUR') }];
    const two = draft(
      { ...one, prepaidPayments: paid('7.00') },
      { ...bill('c_2', '10', 1), prepaidPayments: paid('5.00') },
    );
    expect(two.content.prepaidPayments).toEqual(paid('12.00'));
    expect(content.prepaidPayments).toEqual([]);
  });

  test('takes lines and discounts by hand along', () => {
    const setup = manualLine({
      id: 'setup',
      description: 'Setup',
      unitPrice: '50.00',
      currency: 'EUR',
      taxCodes: ['books'],
      from: '2026-03-02',
    });
    const more = draftInvoice({
      ...exampleHead,
      id: 'inv_1',
      bills: [one],
      lines: [setup],
      discounts: [{ id: 'sorry', description: 'Sorry', amount: money('6.00', 'EUR'), lineKey: setup.key }],
      taxCodes: [{ id: 'books', name: 'VAT 5 %', percent: '5' }],
    });
    expect(more.content.totals.discounts.map(({ amount }) => amount.amount)).toEqual(['24.00', '6.00']);
    expect(readInvoice(more)).toEqual(more);
  });
});

describe('an invoice drafted from several bills', () => {
  const bills: [Bill, Bill] = [bill('c_2', '50', 1), bill('c_1', '10', 2)];
  const { content } = draft(...bills);

  test('has the lines of each, in order of time and contract, under keys of their own', () => {
    expect(content.lines).toHaveLength(2);
    expect(content.lines.map(({ key }) => key.split(':')[0])).toEqual(['c_1@2026-03-01', 'c_2@2026-03-01']);
    const [line] = bills[0].lines;
    expect(content.lines[1]?.key).toBe(lineKeyOnInvoice(bills[0], line?.key ?? '', 2));
  });

  test('R83: keeps each bill’s discounts on its own lines, so that it nets what the bills net', () => {
    expect(content.totals.lines.map(({ net }) => net.amount)).toEqual(['216.00', '60.00']);
    const nets = bills.map(({ totals }) => totals.net);
    expect(content.totals.net).toEqual(sum(nets, 'EUR'));
  });

  test('tells each period with its contract and line policy', () => {
    expect(content.contractId).toBe(null);
    expect(content.period).toEqual(bills[0].period);
    expect(content.bills.map(({ contractId }) => contractId)).toEqual(['c_1', 'c_2']);
    expect(content.linePolicy).toEqual(bills[0].linePolicy);
    const exact = billOf(exampleContract({ id: 'c_3', linePolicy: { method: 'exact' } }));
    const mixed = draft(bills[0], exact).content;
    expect(mixed.linePolicy).toBe(null);
    expect(mixed.bills.map(({ linePolicy }) => linePolicy.method)).toEqual(['printed', 'exact']);
  });

  test('is the same whatever the order of the bills (R8)', () => {
    expect(JSON.stringify(draft(bills[1], bills[0]))).toBe(JSON.stringify(draft(...bills)));
  });

  test('holds together', () => {
    const invoice = draft(...bills);
    expect(readInvoice(JSON.parse(JSON.stringify(invoice)))).toEqual(invoice);
    const { lines, discounts, currency, taxCodes: own } = invoice.content;
    expect(totalInvoice({ lines, discounts, currency, taxCodes: own })).toEqual(invoice.content.totals);
  });
});

describe('bills that don’t fit on one invoice are refused', () => {
  const first = bill('c_1', '10', 1);

  test.each<[string, Bill, string]>([
    ['another customer', { ...bill('c_2', '10', 1), customerId: 'globex' }, 'bills.1.customerId'],
    ['prices with tax', bill('c_2', '10', 1, { pricesIncludeTax: true }), 'bills.1.pricesIncludeTax'],
    ['other coins', bill('c_2', '10', 1, { cashRounding: { step: '0.05' } }), 'bills.1.cashRounding'],
    [
      'another tax under the same id',
      bill('c_2', '10', 1, { taxCodes: [{ ...exampleVat, percent: '20' }] }),
      'bills.1.taxCodes.0',
    ],
    ['the same period of a contract', bill('c_1', '20', 2), 'bills.1.period'],
  ])('%s', (_, other, path) => {
    expect(pathsOf({ bills: [first, other] })).toEqual([path]);
  });

  test('no bill, a line of another currency, a head that is none', () => {
    expect(pathsOf({ bills: [] as never })).toEqual(['bills']);
    const dollars = manualLine({
      id: 'a',
      description: 'A',
      unitPrice: '1',
      currency: 'USD',
      from: '2026-03-02',
    });
    expect(pathsOf({ lines: [dollars] })).toEqual(['lines.0.amount']);
    expect(pathsOf({ buyer: { name: '' }, terms: { days: -1 } })).toEqual(['buyer.name', 'terms.days']);
  });
});
