import type { Money } from '../../money/money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { asJson } from '../as-json.ts';
import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';

/** A credit note of ours that a payment in a ledger takes off another invoice than the one that it corrects. */
export interface LedgerCredit {
  /** By what the ledger calls the payment, the credit note, and the invoice. */
  readonly id: string;
  readonly connectorId: string;
  readonly externalId: string;
  readonly creditNoteId: string;
  /** The customer of the credit note. */
  readonly customerId: string;
  readonly invoiceExternalId: string;
  /** `null`: it is no invoice of ours, as far as we know. */
  readonly invoiceId: string | null;
  /** All that the payment takes of the credit note off the invoice. */
  readonly amount: Money;
  readonly on: CivilDate;
  /** 1, and one more each time that it comes again after it was put back. */
  readonly round: number;
}

/** What it pays is marked with this. */
export const markOf = ({ id, round }: Pick<LedgerCredit, 'id' | 'round'>): string => `${id}#${round}`;

/** The index key of a payment of a ledger. */
export const ledgerPaymentKey = (connectorId: string, externalId: string): string =>
  [connectorId, externalId].map(encodeURIComponent).join(':');

/** What ledgers take off, by day; what was put back there is gone. */
export const ledgerCredits = collection<LedgerCredit, 'ledger-credits'>({
  name: 'ledger-credits',
  id: ({ id }) => id,
  order: ({ on }) => on,
  keys: ({ customerId, connectorId, externalId }) => ({
    customer: customerId,
    external: ledgerPaymentKey(connectorId, externalId),
  }),
});

/** Something that a ledger has and our books have not, and that somebody has to see to. */
export interface LedgerFinding {
  readonly id: string;
  readonly connectorId: string;
  /** `credit`: a credit note of ours is taken off there. `refund`: money went back, and nobody knows for what. */
  readonly kind: 'credit' | 'refund';
  /** The ledger's id of the payment or the refund. */
  readonly externalId: string;
  readonly customerId: string;
  readonly creditNoteId: string | null;
  /** The invoice from which the ledger takes it; `null`: none of ours. */
  readonly invoiceId: string | null;
  /** How much of it is not in our books. */
  readonly amount: Money;
  /** What is not as there, why, and what can be done: a sentence or two for people. */
  readonly reason: string;
  /** Since when it is so. */
  readonly at: Instant;
  /** Since when somebody has seen to it. */
  readonly dismissedAt: Instant | null;
}

export const findingRecords = collection<LedgerFinding, 'ledger-findings'>({
  name: 'ledger-findings',
  id: ({ id }) => id,
  order: ({ at }) => at,
  keys: ({ connectorId, externalId, dismissedAt }) => ({
    open: dismissedAt === null ? connectorId : null,
    external: externalId,
  }),
});

/** Keeps what was found and tells of it, unless the same is known. One that somebody has seen to stays so. */
export async function keepFinding(
  unit: Unit,
  found: Omit<LedgerFinding, 'at' | 'dismissedAt'>,
): Promise<void> {
  const known = await unit.find(findingRecords, found.id);
  const isSame =
    known !== null && known.reason === found.reason && known.amount.amount === found.amount.amount;
  if (isSame) return;
  await unit.save(findingRecords, { ...found, at: unit.at, dismissedAt: null });
  const { id: findingId, connectorId: connector, customerId, amount, reason } = found;
  unit.emit('ledger.finding', { findingId, connector, customerId, amount, reason });
}

/** What was found is so no more. */
export const dropFinding = (unit: Unit, id: string): Promise<void> => unit.drop(findingRecords, id);

/**
 * Somebody has seen to what was found.
 *
 * @throws BillingError `NOT_FOUND` when there is none of that id.
 */
export async function dismissFinding(unit: Unit, id: string): Promise<LedgerFinding> {
  const known = await unit.load(findingRecords, id);
  if (known.dismissedAt !== null) return known;
  const dismissed = { ...known, dismissedAt: unit.at };
  await unit.save(findingRecords, dismissed);
  unit.note({
    action: 'ledger-finding.dismiss',
    subject: { kind: 'customer', id: known.customerId },
    before: asJson(known),
    after: asJson(dismissed),
  });
  return dismissed;
}
