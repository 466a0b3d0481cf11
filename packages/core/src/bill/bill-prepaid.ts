import { inLineOrder, type InvoiceLine } from '../invoice/invoice-line.ts';
import { sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { isZero } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { QuantityLeft } from './cover/cover-source.ts';
import type { CoveredBy, CoveredWork } from './cover/covered-work.ts';
import { sourceText } from './bill-information.ts';
import type { Words } from './words/words.ts';

/** What a prepaid account pays of a bill, after its totals. */
export interface PrepaidPayment {
  readonly accountId: string;
  readonly amount: Money;
}

interface PrepaidSetting {
  readonly currency: CurrencyCode;
  readonly taxCodes: readonly string[];
  readonly words: Words;
  readonly leftOf: (by: CoveredBy, date: CivilDate) => QuantityLeft | null;
}

/**
 * Work that was paid from accounts whose tax is due with the work (R78): for each account one line with what the account
 * pays for it, which bears the contract's taxes, and the payment of as much.
 */
export function prepaidWork(
  covered: readonly CoveredWork[],
  { currency, taxCodes, words, leftOf }: PrepaidSetting,
): { readonly lines: readonly InvoiceLine[]; readonly payments: readonly PrepaidPayment[] } {
  const byAccount = new Map<string, CoveredWork[]>();
  for (const work of covered) {
    const { accountId } = work.by;
    if (accountId === null) continue;
    const own = byAccount.get(accountId);
    if (own === undefined) byAccount.set(accountId, [work]);
    else own.push(work);
  }
  const accounts = [...byAccount].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const amountOf = (works: readonly CoveredWork[]): Money =>
    sum(
      works.flatMap(({ amount }) => amount ?? []),
      currency,
    );
  const lines = accounts.map(([accountId, works]) => {
    const amount = amountOf(works);
    const dates = works.map(({ date }) => date).toSorted();
    const [from = '', to = ''] = [dates[0], dates.at(-1)];
    const by = works[0]?.by;
    const seconds = works.reduce((all, { billedSeconds }) => all + billedSeconds, 0);
    const text = by === undefined ? '' : sourceText(by, leftOf(by, to), { currency, words });
    return {
      kind: 'prepaid-work' as const,
      key: prepaidLineKey(accountId),
      group: { ...(by?.componentId == null ? {} : { componentId: by.componentId }), accountId },
      unit: 'lump' as const,
      quantity: '1',
      unitPrice: amount.amount,
      amount,
      hours: null,
      pieces: null,
      from,
      to,
      entryIds: [...new Set(works.map(({ entryId }) => entryId))].toSorted(),
      taxCodes,
      description: `${words.notation.duration(seconds)}${words.line.colon}${text}`,
    };
  });
  const payments = accounts.map(([accountId, works]) => ({ accountId, amount: amountOf(works) }));
  return { lines: inLineOrder(lines), payments: payments.filter(({ amount }) => !isZero(amount)) };
}

/** The key of the line of the work that an account pays for after the totals. */
export const prepaidLineKey = (accountId: string): string => `prepaid:${encodeURIComponent(accountId)}`;
