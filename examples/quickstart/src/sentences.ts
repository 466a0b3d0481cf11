import {
  type Bill,
  type BillPiece,
  explainBill,
  lineKeyOnInvoice,
  type NumberLocale,
} from '@billwright/core';

/** The sentences about a piece of the bills. Lines go by the key that they have on the invoice. */
export type Sentences = (piece: BillPiece, id: string) => readonly string[];

/** Everything that bills say about themselves, by piece. */
export function sentencesOf(bills: readonly Bill[], locale: NumberLocale): Sentences {
  const told = new Map<string, string[]>();
  for (const bill of bills) {
    for (const { piece, id, sentences } of explainBill(bill, { locale })) {
      const key = `${piece} ${piece === 'line' ? lineKeyOnInvoice(bill, id, bills.length) : id}`;
      told.set(key, [...(told.get(key) ?? []), ...sentences]);
    }
  }
  return (piece, id) => told.get(`${piece} ${id}`) ?? [];
}
