import { tellAgain, toTellAgain } from '@billwright/accounting-common';
import { z } from 'zod';
import { type Organisation, read } from './organisation.ts';
import { type PaidDocument, paidSchema } from './told-payments.ts';
import type { Row } from './write-rows.ts';

/** What pays a document, or is taken of it. */
const paying = ['Payments', 'Overpayments', 'Prepayments', 'CreditNotes', 'Allocations'];

/** Notes copies that were found, that nobody knew before and that something pays: that is told again. */
export async function notePaid({ context, id, setup }: Organisation, copies: readonly Row[]): Promise<void> {
  const paid = copies.filter((copy) =>
    paying.some((name) => Array.isArray(copy[name]) && copy[name].length > 0),
  );
  const paths = paid.map(({ InvoiceID, CreditNoteID }) =>
    typeof InvoiceID === 'string' ? `Invoices/${InvoiceID}` : `CreditNotes/${String(CreditNoteID)}`,
  );
  await tellAgain(context, id, paths, setup.clock.now());
}

/** The documents whose payments are to be told again, and the number for the cursor. */
export async function toldAgain(
  organisation: Organisation,
  after: number,
): Promise<{ readonly rows: readonly PaidDocument[]; readonly last: number }> {
  const { context, id, setup } = organisation;
  const { ids, last } = await toTellAgain(context, id, after, setup.clock.now());
  const rows: PaidDocument[] = [];
  for (const path of ids) {
    const kind = path.split('/')[0] ?? '';
    const { body } = await organisation.call({ method: 'GET', path });
    const told = read(organisation, z.looseObject({ [kind]: z.array(paidSchema) }), body);
    rows.push(...z.array(paidSchema).parse(told[kind]));
  }
  return { rows, last };
}
