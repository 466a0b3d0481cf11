import type { NumberLocale } from '../../money/format-money.ts';
import { fromMinorUnits, toMinorUnits } from '../../money/minor-units.ts';
import type { Invoice } from '../invoice.ts';
import type { InvoiceLine } from '../invoice-line.ts';

const words: Readonly<Record<NumberLocale, string>> = {
  en: 'Carried forward',
  de: 'Übertrag',
  fr: 'Report',
};

interface Carried {
  readonly taxCodes: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly units: bigint;
}

/** What a draft comes to after discounts, in one line for each set of taxes, so that each tax stays what it is. */
export function carriedLines({ id, content }: Invoice): readonly InvoiceLine[] {
  const { pricesIncludeTax, currency, language, totals } = content;
  const totalByKey = new Map(totals.lines.map((total) => [total.key, total]));
  const bySet = new Map<string, Carried>();
  for (const { key, taxCodes, from, to } of content.lines) {
    const total = totalByKey.get(key);
    if (total === undefined) continue;
    const units = toMinorUnits(pricesIncludeTax ? total.gross : total.net);
    if (units === 0n) continue;
    const codes = taxCodes.toSorted();
    const set = codes.map(encodeURIComponent).join('+');
    const found = bySet.get(set) ?? { taxCodes: codes, from, to, units: 0n };
    bySet.set(set, {
      ...found,
      from: from < found.from ? from : found.from,
      to: to > found.to ? to : found.to,
      units: found.units + units,
    });
  }
  return [...bySet].flatMap(([set, { taxCodes, from, to, units }]): readonly InvoiceLine[] => {
    if (units === 0n) return [];
    const positive = units < 0n ? -units : units;
    return [
      {
        kind: 'manual',
        key: `carried:${encodeURIComponent(id)}${set === '' ? '' : `:tax=${set}`}`,
        group: {},
        unit: 'lump',
        quantity: units < 0n ? '-1' : '1',
        unitPrice: fromMinorUnits(positive, currency).amount,
        amount: fromMinorUnits(units, currency),
        hours: null,
        pieces: null,
        from,
        to,
        entryIds: [],
        taxCodes,
        description: words[language],
      },
    ];
  });
}
