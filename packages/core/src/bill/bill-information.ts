import type { InvoiceLine } from '../invoice/invoice-line.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import { inLineOrder } from '../invoice/invoice-line.ts';
import { divideRounded } from '../money/divide-rounded.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { zero } from '../money/money.ts';
import { tenTo, textOfScaled } from '../money/scaled.ts';
import type { QuantityLeft } from './cover/cover-source.ts';
import type { CoveredBy, CoveredWork } from './cover/covered-work.ts';
import type { Words } from './words/words.ts';
import type { CivilDate } from '../time/civil-date.ts';

interface InformationSetting {
  readonly currency: CurrencyCode;
  readonly words: Words;
  /** What is left of what covered work, for work on a civil date. */
  readonly leftOf: (by: CoveredBy, date: CivilDate) => QuantityLeft | null;
}

/** Lines of amount 0 that say what each allowance and each pool covered (R78). */
export function informationLines(
  covered: readonly CoveredWork[],
  { quantityScale }: LinePolicy,
  { currency, words, leftOf }: InformationSetting,
): readonly InvoiceLine[] {
  const bySource = new Map<string, CoveredWork[]>();
  for (const work of covered) {
    const key = coveredLineKey(work.by);
    const own = bySource.get(key);
    if (own === undefined) bySource.set(key, [work]);
    else own.push(work);
  }
  return inLineOrder(
    [...bySource].map(([key, works]) => {
      const dates = works.map(({ date }) => date).toSorted();
      const seconds = works.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0);
      const hours = divideRounded(BigInt(seconds) * tenTo(quantityScale), 3600n, 'half-up');
      const by = works[0]?.by;
      const nothing = zero(currency);
      return {
        kind: 'information' as const,
        key,
        group: {
          ...(by?.componentId == null ? {} : { componentId: by.componentId }),
          ...(by?.accountId == null ? {} : { accountId: by.accountId }),
        },
        unit: 'hour' as const,
        quantity: textOfScaled({ units: hours, scale: quantityScale }),
        unitPrice: nothing.amount,
        amount: nothing,
        hours: null,
        pieces: null,
        from: dates[0] ?? '',
        to: dates.at(-1) ?? '',
        entryIds: [...new Set(works.map(({ entryId }) => entryId))].toSorted(),
        taxCodes: [],
        description:
          by === undefined ? null : sourceText(by, leftOf(by, dates.at(-1) ?? ''), { currency, words }),
      };
    }),
  );
}

/** The key of the line that says what an allowance, a pool or an earlier incident covered. */
export const coveredLineKey = ({ kind, componentId, accountId }: CoveredBy): string =>
  ['covered', kind, componentId ?? '', accountId ?? ''].map(encodeURIComponent).join(':');

/** What a line says of what paid for its work. */
export function sourceText(
  by: CoveredBy,
  left: QuantityLeft | null,
  { currency, words: { notation, line } }: Pick<InformationSetting, 'currency' | 'words'>,
): string {
  const name = by.accountId ?? by.componentId;
  if (name === null || left === null) return line.chargedElsewhere;
  const { quantity, unit } = left;
  const write = {
    hours: () => notation.duration(Math.floor(Number(quantity))),
    incidents: () => notation.number(quantity),
    money: () => notation.money(quantity, currency),
  };
  return line.covered(name, write[unit]());
}
