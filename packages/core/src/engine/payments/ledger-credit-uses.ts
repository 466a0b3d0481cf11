import { add } from '../../money/arithmetic.ts';
import { isZero } from '../../money/money.ts';
import type { LedgerPayment } from '../../ports/accounting.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import {
  dropFinding,
  type LedgerCredit,
  ledgerCredits,
  ledgerPaymentKey,
  markOf,
} from '../records/ledger-credits.ts';
import { applicationRecords } from '../records/payments.ts';
import type { Unit } from '../unit.ts';
import { documentOf } from './ledger-documents.ts';
import { putBack } from './seat-credits.ts';

/** What a payment takes of a credit note, before it is known how often it did so. */
type CreditUse = Omit<LedgerCredit, 'round'>;

/** The credit notes of ours that a payment takes off, as our books know them. */
export interface CreditUses {
  readonly uses: readonly CreditUse[];
  /** Whether all that it names was found. */
  readonly isWhole: boolean;
}

/** What a payment takes of credit notes of ours off other invoices than those that they correct: there it was counted. */
export async function creditUsesOf(
  unit: Unit,
  connectorId: string,
  { externalId, credits = [], on }: LedgerPayment,
): Promise<CreditUses> {
  const uses = new Map<string, CreditUse>();
  let isWhole = true;
  for (const { creditNoteExternalId, invoiceExternalId, amount } of credits) {
    if (isZero(amount)) continue;
    const note = await documentOf(unit, connectorId, creditNoteExternalId);
    const invoice = await documentOf(unit, connectorId, invoiceExternalId);
    if (note === null || invoice === null) isWhole = false;
    if (note === null || note.kind !== 'credit-note') continue;
    if (invoice !== null && invoice.id === note.credits?.invoiceId) continue;
    const id = ['credit', connectorId, externalId, note.id, invoiceExternalId]
      .map(encodeURIComponent)
      .join(':');
    const known = uses.get(id);
    uses.set(id, {
      id,
      connectorId,
      externalId,
      creditNoteId: note.id,
      customerId: note.content.customerId,
      invoiceExternalId,
      invoiceId: invoice?.id ?? null,
      amount: known === undefined ? amount : add(known.amount, amount),
      on,
    });
  }
  return { uses: [...uses.values()], isWhole };
}

/** What was told of a payment before. */
export const knownUses = (
  unit: Unit,
  connectorId: string,
  externalId: string,
): Promise<readonly LedgerCredit[]> =>
  unit.all(ledgerCredits, { index: ['external', ledgerPaymentKey(connectorId, externalId)] });

/** Puts what is told now in the place of what was told before; whether that is something else. */
export async function replaceUses(
  unit: Unit,
  known: readonly LedgerCredit[],
  uses: readonly CreditUse[],
): Promise<boolean> {
  const before = new Map(known.map((one) => [one.id, one]));
  let isNew = false;
  for (const use of uses) {
    const old = before.get(use.id) ?? null;
    before.delete(use.id);
    const credit: LedgerCredit = { ...use, round: old?.round ?? (await nextRound(unit, use)) };
    if (old !== null && gistOf(old) === gistOf(credit)) continue;
    await unit.save(ledgerCredits, credit);
    noteChange(unit, old, credit);
    isNew = true;
  }
  for (const gone of before.values()) {
    await putBack(unit, gone, { amount: null });
    await unit.drop(ledgerCredits, gone.id);
    await dropFinding(unit, gone.id);
    noteChange(unit, gone, null);
    isNew = true;
  }
  return isNew;
}

/** What it paid in earlier rounds has gone its own way since. */
async function nextRound(unit: Unit, { id, invoiceId }: CreditUse): Promise<number> {
  if (invoiceId === null) return 1;
  const rows = await unit.all(applicationRecords, { index: ['invoice', invoiceId] });
  const marks = new Set(rows.map(({ ledgerCreditId }) => ledgerCreditId));
  let round = 1;
  while (marks.has(markOf({ id, round }))) round += 1;
  return round;
}

function noteChange(unit: Unit, before: LedgerCredit | null, after: LedgerCredit | null): void {
  const [action, id] = [after === null ? 'put-back' : 'follow', (after ?? before)?.customerId ?? ''];
  unit.note({
    action: `ledger-credit.${action}`,
    subject: { kind: 'customer', id },
    before: before === null ? null : asJson(before),
    after: after === null ? null : asJson(after),
  });
}

const gistOf = (credit: LedgerCredit): string => canonicalJson(asJson(credit));
