import { describe, expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { money } from '../money/money.ts';
import { definePrepaidAccount, type PrepaidAccountInput } from '../prepaid/prepaid-account.ts';
import { prepaidLot, type PrepaidPurchase } from '../prepaid/prepaid-lot.ts';
import { exampleDraft } from '../testing/draft-fixture.ts';
import { topUpLine } from './top-up-line.ts';

const accountOf = (given: Partial<PrepaidAccountInput> = {}) =>
  definePrepaidAccount({ id: 'hours', customerId: 'acme', unit: 'hours', ...given });
const lotOf = (account: ReturnType<typeof accountOf>, given: Partial<PrepaidPurchase>) =>
  prepaidLot(account, {
    id: 'lot_1',
    quantity: '10',
    price: money('900.00', 'EUR'),
    purchasedAt: '2026-05-01T09:00:00Z',
    ...given,
  });
const said = { description: 'Support in advance', on: '2026-05-01', taxCodes: ['vat'] };

describe('the line of a top-up', () => {
  test('R78: bears the tax when it is due with the top-up, and none when it is due with the work', () => {
    const first = accountOf();
    const line = topUpLine(first, lotOf(first, {}), said);
    expect(exampleDraft([line]).content.totals.total.amount).toBe('1071.00');
    const later = accountOf({ tax: 'on-draw' });
    const untaxed = topUpLine(later, lotOf(later, {}), said);
    expect(untaxed.taxCodes).toEqual([]);
    expect(exampleDraft([untaxed]).content.totals).toMatchObject({
      taxes: [],
      total: money('900.00', 'EUR'),
    });
  });

  test('of hours multiplies out, or is a lump with its hours', () => {
    const account = accountOf();
    expect(topUpLine(account, lotOf(account, {}), said)).toMatchObject({
      kind: 'top-up',
      key: 'top-up:lot_1',
      group: { accountId: 'hours' },
      unit: 'hour',
      quantity: '10',
      unitPrice: '90.00',
      hours: null,
    });
    expect(
      topUpLine(account, lotOf(account, { quantity: '3', price: money('100.00', 'EUR') }), said),
    ).toMatchObject({
      unit: 'lump',
      quantity: '1',
      unitPrice: '100.00',
      hours: '3',
    });
  });

  test('of money costs its price, whatever it is worth', () => {
    const account = accountOf({ unit: 'money', currency: 'EUR' });
    const line = topUpLine(account, lotOf(account, { quantity: '1000.00' }), said);
    expect(line).toMatchObject({
      unit: 'lump',
      quantity: '1',
      unitPrice: '900.00',
      amount: money('900.00', 'EUR'),
    });
  });

  test('is refused for what was given away, or is of another account', () => {
    const account = accountOf();
    const pathOf = (run: () => unknown): string | null => {
      try {
        run();
      } catch (error) {
        if (isBillingError(error, 'INVOICE_INVALID')) return error.details.issues[0]?.path.join('.') ?? null;
      }
      return null;
    };
    expect(pathOf(() => topUpLine(account, lotOf(account, { price: null }), said))).toBe('lot.price');
    expect(pathOf(() => topUpLine(accountOf({ id: 'other' }), lotOf(account, {}), said))).toBe(
      'lot.accountId',
    );
  });
});
