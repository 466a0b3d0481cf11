import {
  add,
  type Invoice,
  type InvoiceLine,
  isNegative,
  type Money,
  type NumberLocale,
  type TaxCode,
  zero,
} from '@billwright/core';
import type { Column, Row, Table } from './paper.ts';
import type { Writer } from './write-values.ts';

/** What a line is called on paper. */
export interface LineText {
  readonly text: string;
  /** A small text below it. Default: the days of the line, and what else the line knows. */
  readonly note?: string | null | undefined;
}

/** Names a line in a language; `null` leaves it to this package. */
export type DescribeLine = (line: InvoiceLine, language: NumberLocale) => LineText | null;

/** Whether a line only tells what was done. */
export const isInformation = ({ kind, amount }: InvoiceLine): boolean =>
  kind === 'information' && !isNegative(amount) && !/[1-9]/.test(amount.amount);

/** The lines that are charged, with their sum carried over the pages. */
export function chargedLines({ content }: Invoice, write: Writer, describe: DescribeLine): Table {
  const lines = content.lines.filter((line) => !isInformation(line));
  const { words } = write;
  const taxes = new Map(content.taxCodes.map((code) => [code.id, code]));
  const hasTaxes = new Set(lines.map(({ taxCodes }) => taxCodes.join(' '))).size > 1;
  // No number is broken, however many lines there are.
  const positionWidth = Math.max(9, 4 + 2.3 * String(lines.length).length);
  const columns: Column[] = [
    { title: words.columns.position, align: 'left', width: positionWidth },
    { title: words.columns.description, align: 'left', width: null },
    { title: words.columns.quantity, align: 'right', width: 16 },
    {
      title: content.pricesIncludeTax ? words.columns.unitPriceWithTax : words.columns.unitPrice,
      align: 'right',
      width: 16,
    },
    ...(hasTaxes ? ([{ title: words.columns.tax, align: 'right', width: 13 }] as const) : []),
    { title: `${words.columns.amount} (${content.currency})`, align: 'right', width: 22 },
  ];
  let carried: Money = zero(content.currency);
  const rows = lines.map((line, index): Row => {
    carried = add(carried, line.amount);
    const { text, note } = lineText(line, write, content.language, describe);
    return {
      cells: [
        String(index + 1),
        text,
        quantityOf(line, write),
        write.number(line.unitPrice),
        ...(hasTaxes ? [percentsOf(line, taxes, write)] : []),
        write.amount(line.amount),
      ],
      note,
      carried: write.amount(carried),
    };
  });
  return {
    kind: 'table',
    title: null,
    columns,
    rows,
    carried: { forward: words.carriedForward, brought: words.broughtForward },
  };
}

/** The lines that only tell what was done; `null` when there are none. */
export function coveredLines({ content }: Invoice, write: Writer, describe: DescribeLine): Table | null {
  const lines = content.lines.filter(isInformation);
  if (lines.length === 0) return null;
  const { words } = write;
  return {
    kind: 'table',
    title: words.covered,
    columns: [
      { title: words.columns.description, align: 'left', width: null },
      { title: words.columns.quantity, align: 'right', width: 32 },
    ],
    rows: lines.map((line) => {
      const { text, note } = lineText(line, write, content.language, describe);
      return { cells: [text, quantityOf(line, write)], note, carried: null };
    }),
    carried: null,
  };
}

/** What a line is called, and the small text below it. */
export function lineText(
  line: InvoiceLine,
  write: Writer,
  language: NumberLocale,
  describe: DescribeLine,
): { readonly text: string; readonly note: string | null } {
  const given = describe(line, language);
  const text = given?.text ?? line.description ?? ownText(line, write);
  return { text, note: given?.note === undefined ? noteOf(line, write) : given.note };
}

function ownText({ kind, group }: InvoiceLine, { words }: Writer): string {
  const { workItem, serviceTypeId } = group;
  if (workItem != null) return workItem.title ?? `${words.kinds[kind]} ${workItem.id}`;
  return serviceTypeId === undefined
    ? words.kinds[kind]
    : `${words.kinds[kind]}${words.colon}${serviceTypeId}`;
}

/** Days, reference and what a lump is made of. */
function noteOf({ from, to, group, hours, pieces }: InvoiceLine, { words, ...write }: Writer): string {
  const { workItem, band } = group;
  return [
    write.days(from, to),
    workItem?.title == null ? '' : workItem.id,
    band === undefined || band === 'business' ? '' : (words.bands[band] ?? band),
    hours === null ? '' : words.hours(write.number(hours)),
    pieces === null ? '' : words.pieces(write.number(pieces)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const quantityOf = ({ quantity, unit }: InvoiceLine, { words, number }: Writer): string =>
  unit === 'lump' && quantity === '1'
    ? words.units.lump
    : `${number(withoutZeros(quantity))}\u00a0${words.units[isSeveral(quantity, unit) ? 'pieces' : unit]}`;

const isSeveral = (quantity: string, unit: InvoiceLine['unit']): boolean =>
  unit === 'piece' && withoutZeros(quantity) !== '1';

/** Without zeros at the end of decimal places. */
const withoutZeros = (quantity: string): string =>
  quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity;

function percentsOf(
  { taxCodes }: InvoiceLine,
  taxes: ReadonlyMap<string, TaxCode>,
  { number }: Writer,
): string {
  return taxCodes.map((id) => `${number(taxes.get(id)?.percent ?? '0')}\u00a0%`).join(' + ') || '–';
}
