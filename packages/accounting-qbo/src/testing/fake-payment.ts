import { cents } from './fake-document.ts';
import { QuickBooksFault } from './fake-fault.ts';
import { asRow, asRows, fieldAt, type FakeRow } from './fake-query.ts';

/** A line of a payment: so much of what it is linked to. */
export interface FakePaymentLine {
  readonly line: FakeRow;
  readonly amount: number;
  readonly link: { readonly type: string; readonly id: string } | null;
}

/** The lines of a payment. */
export const linesOfPayment = (payment: FakeRow): readonly FakePaymentLine[] =>
  asRows(payment['Line']).map((line) => {
    const [link] = asRows(line['LinkedTxn']);
    const told = link === undefined ? null : { type: String(link['TxnType']), id: String(link['TxnId']) };
    return { line, amount: Number(line['Amount']), link: told };
  });

/** A payment with what the company computes. `open` is what of a document is open without this payment. */
export function computedPayment(
  given: FakeRow,
  customer: FakeRow | undefined,
  open: (entity: string, id: string) => number | null,
): FakeRow {
  if (typeof given['TotalAmt'] !== 'number')
    throw new QuickBooksFault('2020', 'Required param missing: TotalAmt');
  if (customer === undefined) throw new QuickBooksFault('2500', 'Invalid Reference Id : Names element id');
  let applied = 0;
  for (const { amount, link } of linesOfPayment(given)) {
    const left = link === null ? null : open(link.type, link.id);
    if (link === null || left === null)
      throw new QuickBooksFault('2500', 'Invalid Reference Id : Txn element id');
    // Nobody has written down what the real one does with more than is open: the stricter thing.
    if (cents(amount) > left) throw new QuickBooksFault('6000', 'The amount is more than what is open');
    applied += link.type === 'CreditMemo' ? -cents(amount) : cents(amount);
  }
  const rest = cents(given['TotalAmt']) - applied;
  if (rest < 0) throw new QuickBooksFault('6000', 'More is applied than was paid');
  return { ...given, UnappliedAmt: rest / 100, ProcessPayment: false };
}

/** Recorded: a void payment stays, with nothing in it and a note. */
export const voidedPayment = (before: FakeRow): FakeRow => ({
  ...before,
  Line: [],
  TotalAmt: 0,
  UnappliedAmt: 0,
  PrivateNote: 'Voided',
});

/** The id of the customer of a payment. */
export const payerOf = (payment: FakeRow): string => fieldAt(asRow(payment['CustomerRef']), 'value') ?? '';
