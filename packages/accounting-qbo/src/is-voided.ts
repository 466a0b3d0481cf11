import { fieldOf } from '@billwright/accounting-common';

/** Whether a document or a payment was voided: it stays, with nothing in it, and with a note (recorded). */
export function isVoided(row: Readonly<Record<string, unknown>>): boolean {
  const note = fieldOf(row, 'PrivateNote');
  const hasNote = typeof note === 'string' && note.startsWith('Voided');
  return fieldOf(row, 'status') === 'Voided' || (hasNote && (fieldOf(row, 'TotalAmt') ?? 0) === 0);
}
