import { failure, isExactNumber, roundsTo } from '@billwright/accounting-common';
import { type Invoice, type InvoiceLine, sum } from '@billwright/core';
import type { Names } from './names.ts';
import type { Setup } from './setup.ts';
import type { Row } from './write-rows.ts';

/** The most characters that a description may have. */
const longestDescription = 4000;

/** The keys of lines that only the copy has. */
const [roundingKey, noteKey] = [':rounding', ':note'];

/** The keys of the lines of a copy, in their order. */
export const documentKeys = ({ content }: Invoice): readonly string[] => [
  ...content.lines.map(({ key }) => key),
  ...(Number(content.totals.rounding.amount) === 0 ? [] : [roundingKey]),
  ...(content.note === null ? [] : [noteKey]),
];

/**
 * The lines of a document, each with the key under which its line in Xero is remembered. They are without tax and after
 * discounts, and each says its own tax: Xero rounds tax by line and sums it up, so its total is ours to the cent however
 * we have rounded.
 */
export function documentLines(
  setup: Setup,
  invoice: Invoice,
  names: Names,
): readonly { readonly key: string; readonly row: Row }[] {
  const { content } = invoice;
  const totals = new Map(content.totals.lines.map((line) => [line.key, line]));
  const lines = content.lines.map((line) => {
    if (line.kind === 'information') return { key: line.key, row: { Description: described(line, []) } };
    const own = totals.get(line.key);
    const net = own?.net.amount ?? line.amount.amount;
    const isAsPriced =
      net === line.amount.amount &&
      [line.quantity, line.unitPrice].every(hasFourPlaces) &&
      roundsTo(line.quantity, line.unitPrice, asCents(net));
    const discount = own === undefined || Number(own.discount.amount) === 0 ? null : own.discount.amount;
    const notes = [
      ...(isAsPriced || line.unit === 'lump' ? [] : [`${line.quantity} × ${line.unitPrice}`]),
      ...(discount === null ? [] : [`less ${discount}`]),
    ];
    const item = names.itemOf(line);
    const tax = sum(
      (own?.taxes ?? []).map(({ amount }) => amount),
      content.currency,
    );
    const row = {
      Description: described(line, notes),
      Quantity: isAsPriced ? Number(line.quantity) : 1,
      UnitAmount: isAsPriced ? Number(line.unitPrice) : numberOf(setup, net),
      LineAmount: numberOf(setup, net),
      AccountCode: names.accountOf(line),
      ...(item === null ? {} : { ItemCode: item }),
      TaxType: names.taxTypeOf(invoice, line.taxCodes),
      ...(line.taxCodes.length === 0 ? {} : { TaxAmount: numberOf(setup, tax.amount) }),
    };
    return { key: line.key, row };
  });
  const note = content.note === null ? [] : [{ key: noteKey, row: { Description: plain(content.note) } }];
  const rounding = content.totals.rounding.amount;
  if (Number(rounding) === 0) return [...lines, ...note];
  const row = {
    Description: 'Rounding',
    Quantity: 1,
    UnitAmount: numberOf(setup, rounding),
    LineAmount: numberOf(setup, rounding),
    AccountCode: names.roundingAccount(),
    TaxType: names.taxTypeOf(invoice, []),
  };
  return [...lines, { key: roundingKey, row }, ...note];
}

/** Xero takes four places of quantities, and with `unitdp=4` of prices. */
const hasFourPlaces = (decimal: string): boolean =>
  /^-?\d+(\.\d{1,4}0*)?$/.test(decimal) && isExactNumber(decimal);

/** An amount with the two places to which Xero rounds a line, whatever the currency. */
function asCents(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function described({ description, group, kind }: InvoiceLine, notes: readonly string[]): string {
  const text = description ?? group.workItem?.title ?? group.serviceTypeId ?? kind;
  const more = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${plain(text, longestDescription - more.length)}${more}`;
}

/** A text without what no text of Xero may have: halves of characters, and control characters but breaks and tabs. */
const plain = (text: string, longest = longestDescription): string =>
  text.slice(0, longest).replaceAll(/\p{Surrogate}|[^\P{Cc}\t\n\r]/gu, '');

/** An amount as JSON has it. Xero keeps two places of every currency. */
function numberOf({ id }: Setup, amount: string): number {
  if (isExactNumber(amount) && /^-?\d+(\.\d{1,2}0*)?$/.test(amount)) return Number(amount);
  throw failure(id, 'refused', `${amount} is more than Xero can keep to the cent`);
}
