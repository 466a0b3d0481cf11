import { z } from 'zod';
import type { CurrencyCode } from '../money/currency.ts';
import { unitsOf, textOfUnits, type LedgerQuantity } from '../prepaid/ledger-quantity.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import { type PrepaidStatement, prepaidStatement } from '../prepaid/statement.ts';
import type { Period } from '../time/period.ts';
import { requireReportable } from './read-report.ts';
import { intoGroups } from './report-group.ts';

/** What all accounts of a customer with one unit have together. */
export interface PrepaidTotal {
  readonly unit: 'money' | 'hours';
  /** `null` for hours. */
  readonly currency: CurrencyCode | null;
  readonly opening: LedgerQuantity;
  readonly closing: LedgerQuantity;
}

/** The prepaid accounts of one customer in a period. */
export interface CustomerPrepaidStatement {
  readonly customerId: string;
  /** By account. */
  readonly accounts: readonly PrepaidStatement[];
  /** By unit and currency. They are the sums of the accounts. */
  readonly totals: readonly PrepaidTotal[];
}

/**
 * The prepaid statements of each customer over a period, and what their accounts have together.
 *
 * @throws BillingError as {@link prepaidStatement} does.
 * @throws BillingError `REPORT_INVALID` when the accounts or postings are no lists of such.
 * @example
 * ```ts
 * import { creditLot, definePrepaidAccount, period, prepaidLot, prepaidOverview } from '@billwright/core';
 *
 * const accounts = ['first', 'second'].map((id) =>
 *   definePrepaidAccount({ id, customerId: 'acme', unit: 'money', currency: 'EUR' }),
 * );
 * const postings = accounts.map((account) => {
 *   const purchase = { id: `lot_${account.id}`, quantity: '100.00', price: null, purchasedAt: '2026-05-01T09:00:00Z' };
 *   return creditLot(account, prepaidLot(account, purchase), '2026-05-01T09:00:00.000Z').posting;
 * });
 * const [acme] = prepaidOverview(accounts, postings, period('2026-05-01', '2026-06-01', 'Europe/Berlin'));
 * console.log(acme?.accounts.length, acme?.totals[0]?.opening, acme?.totals[0]?.closing);
 * // => 2 0.00 200.00
 * ```
 */
export function prepaidOverview(
  accounts: readonly PrepaidAccount[],
  postings: readonly PrepaidPosting[],
  period: Period,
): readonly CustomerPrepaidStatement[] {
  const account = z.looseObject({ id: z.string(), customerId: z.string(), unit: z.enum(['money', 'hours']) });
  requireReportable(z.array(account), accounts, ['accounts']);
  requireReportable(z.array(z.looseObject({ accountId: z.string() })), postings, ['postings']);
  requireReportable(z.looseObject({ from: z.string(), to: z.string(), zone: z.string() }), period, [
    'period',
  ]);
  return intoGroups(accounts, ({ customerId }) => customerId).map(([customerId, own]) => {
    const stated = intoGroups(own, ({ id }) => id).flatMap(([, [one]]) =>
      one === undefined ? [] : [{ account: one, statement: prepaidStatement(one, postings, period) }],
    );
    const units = intoGroups(stated, ({ account: { unit, currency } }) => `${unit} ${currency ?? ''}`);
    return {
      customerId,
      accounts: stated.map(({ statement }) => statement),
      totals: units.flatMap(([, its]) => {
        const [first] = its;
        if (first === undefined) return [];
        const { unit, currency } = first.account;
        const sumOf = (quantityOf: (statement: PrepaidStatement) => LedgerQuantity): LedgerQuantity =>
          textOfUnits(
            first.account,
            its.reduce((sum, { statement }) => sum + unitsOf(first.account, quantityOf(statement)), 0n),
          );
        return [
          {
            unit,
            currency,
            opening: sumOf(({ opening }) => opening),
            closing: sumOf(({ closing }) => closing),
          },
        ];
      }),
    };
  });
}
