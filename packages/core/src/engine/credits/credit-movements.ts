import type { CustomerCredit } from '../../invoice/payment/apply-credits.ts';
import { add, sum } from '../../money/arithmetic.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { isZero, type Money, zero } from '../../money/money.ts';
import { asJson } from '../as-json.ts';
import { type CreditMovement, creditRecords, type Fund, fundKey } from '../records/payments.ts';
import type { Unit } from '../unit.ts';

/** What of a fund stands to a customer's credit. */
export interface FundCredit extends CustomerCredit {
  readonly fund: Fund;
}

/** A movement as it is handed in. */
export type NewMovement = Omit<CreditMovement, 'id' | 'sequence' | 'at' | 'invoiceId' | 'refundId'> &
  Partial<Pick<CreditMovement, 'invoiceId' | 'refundId'>>;

/** Moves a customer's credit; 0 moves nothing. The caller holds the customer's lock. */
export async function moveCredit(unit: Unit, movement: NewMovement): Promise<void> {
  const { customerId, amount, kind, fund } = movement;
  if (isZero(amount)) return;
  const known = await unit.all(creditRecords, { index: ['customer', customerId] });
  const sequence = (known.at(-1)?.sequence ?? 0) + 1;
  const id = `${encodeURIComponent(customerId)}/${sequence}`;
  const row = { invoiceId: null, refundId: null, ...movement, id, sequence, at: unit.at };
  await unit.save(creditRecords, row);
  const balance = balanceOf([...known, row], amount.currency);
  unit.emit('credit.changed', { customerId, currency: amount.currency, balance });
  unit.note({
    action: `credit.${kind}`,
    subject: { kind: 'customer', id: customerId },
    before: null,
    after: asJson({ amount, fund, invoiceId: row.invoiceId, refundId: row.refundId, balance }),
  });
}

/** The credit of a customer in a currency: the sum of its movements. */
export async function creditBalance(unit: Unit, customerId: string, currency: CurrencyCode): Promise<Money> {
  return balanceOf(await unit.all(creditRecords, { index: ['customer', customerId] }), currency);
}

/** What each fund has to a customer's credit, the oldest first. Those that are used up are left out. */
export async function creditsOf(
  unit: Unit,
  customerId: string,
  currency: CurrencyCode,
): Promise<readonly FundCredit[]> {
  const byFund = new Map<string, FundCredit>();
  for (const { fund, amount } of await unit.all(creditRecords, { index: ['customer', customerId] })) {
    if (amount.currency !== currency) continue;
    const creditId = fundKey(fund);
    const { left } = byFund.get(creditId) ?? { left: zero(currency) };
    byFund.set(creditId, { creditId, fund, left: add(left, amount) });
  }
  return [...byFund.values()].filter(({ left }) => !isZero(left));
}

const balanceOf = (movements: readonly CreditMovement[], currency: CurrencyCode): Money =>
  sum(
    movements.flatMap(({ amount }) => (amount.currency === currency ? [amount] : [])),
    currency,
  );
