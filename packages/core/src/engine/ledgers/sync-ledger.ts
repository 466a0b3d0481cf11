import { isBillingError } from '../../errors/billing-error.ts';
import type { AccountingConnector, LedgerChanges, LedgerPayment } from '../../ports/accounting.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { faultOf } from '../outbox/call-outside.ts';
import { sendAnew } from '../outbox/outbox.ts';
import { type LedgerPaymentOutcome, recordLedgerPayment } from '../payments/record-ledger-payment.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { connectorContext, connectorNotes, noteId } from './connector-context.ts';
import { connectorThat } from './connector-of.ts';
import { closePaymentMessage, paymentMessage, waitsForExports } from './payment-message.ts';

/** What came of fetching changes from a ledger. */
export interface SyncReport {
  readonly connectorId: string;
  /** How many payments and refunds it told, and how many of them were news. */
  readonly told: number;
  readonly recorded: number;
  /** Those that could not be recorded, or not with all that they name: they are in the outbox, and tried again. */
  readonly postponed: number;
  /** Somebody else has asked the ledger since, and goes on where this one stopped. */
  readonly isOvertaken: boolean;
}

/** A ledger that tells more at once than this many parts goes on next time. */
const mostParts = 1000;

/**
 * Fetches what changed in a ledger since last time. Each payment is recorded in a transaction of its own, and counts
 * once; where to go on is written down after them. So whoever is broken off tells some of them again, and loses none.
 *
 * @throws BillingError `CONNECTOR_UNKNOWN`, or `CONNECTOR_LACKS` when the ledger tells of no payments.
 */
export async function syncLedger(
  scope: TenantScope,
  connectorId: string,
  signal: CancelSignal,
): Promise<SyncReport> {
  const connector = connectorThat(scope.context, connectorId, 'payments');
  let report: SyncReport = { connectorId, told: 0, recorded: 0, postponed: 0, isOvertaken: false };
  for (let part = 0; part < mostParts; part += 1) {
    if (signal.aborted) throw signal.reason;
    const { cursor, turn } = await takeTurn(scope, connectorId);
    const changes = await connector.changes(cursor, connectorContext(scope, connectorId, signal));
    // By payment: of one that is told twice, what is told last counts.
    const postponed = new Map<string, LedgerPayment>();
    let recorded = 0;
    for (const payment of changes.payments) {
      const status = await recordOne(scope, connector, payment, turn);
      if (status === 'overtaken') break;
      const key = `${payment.kind} ${payment.externalId}`;
      if (status === 'postponed') postponed.set(key, payment);
      else postponed.delete(key);
      if (status === 'recorded' || status === 'reversed') recorded += 1;
    }
    const isMine = await moveCursor(scope, connectorId, turn, changes, [...postponed.values()]);
    report = {
      connectorId,
      told: report.told + changes.payments.length,
      recorded: report.recorded + recorded,
      postponed: report.postponed + postponed.size,
      isOvertaken: !isMine,
    };
    if (!isMine || !changes.hasMore) break;
  }
  return report;
}

async function recordOne(
  scope: TenantScope,
  { id: connectorId }: AccountingConnector,
  payment: LedgerPayment,
  turn: number,
): Promise<LedgerPaymentOutcome['status'] | 'postponed'> {
  try {
    return await scope.write({ method: 'ledgers.payment', given: null }, {}, async (unit) => {
      const isMine = (): Promise<boolean> => isTurn(unit, connectorId, turn);
      const { status, isWhole } = await recordLedgerPayment(unit, connectorId, payment, isMine);
      if (status === 'overtaken') return status;
      if (!isWhole && (await waitsForExports(unit, connectorId))) return 'postponed';
      await closePaymentMessage(unit, connectorId, payment);
      return status;
    });
  } catch (error) {
    if (!isBillingError(error) || error.code.startsWith('STORAGE_')) throw error;
    const details = { connectorId, payment: payment.externalId, fault: faultOf(error) };
    scope.context.logger.warn('a payment that a ledger told could not be recorded', details);
    return 'postponed';
  }
}

const turnId = (connectorId: string): string => noteId(connectorId, 'cursor', 'turn');

/**
 * Where to go on, and a turn to do so. Who asks the ledger later is told of later states, so from then on nothing counts
 * that others were told before: it could take back what is newer.
 */
function takeTurn(
  scope: TenantScope,
  connectorId: string,
): Promise<{ readonly cursor: string | null; readonly turn: number }> {
  return scope.write({ method: 'ledgers.turn', given: null }, {}, async (unit) => {
    const known = await unit.find(connectorNotes, noteId(connectorId, 'cursor', ''));
    const turn = Number((await unit.find(connectorNotes, turnId(connectorId)))?.value ?? '0') + 1;
    await unit.save(connectorNotes, { connectorId, kind: 'cursor', key: 'turn', value: String(turn) });
    return { cursor: known?.value ?? null, turn };
  });
}

const isTurn = async (unit: Unit, connectorId: string, turn: number): Promise<boolean> =>
  (await unit.find(connectorNotes, turnId(connectorId)))?.value === String(turn);

/** Writes down where to go on, with what is to be tried again; `false`: somebody else has asked since. */
function moveCursor(
  scope: TenantScope,
  connectorId: string,
  turn: number,
  { cursor }: LedgerChanges,
  postponed: readonly LedgerPayment[],
): Promise<boolean> {
  return scope.write({ method: 'ledgers.cursor', given: null }, {}, async (unit) => {
    const known = await unit.find(connectorNotes, turnId(connectorId));
    if (known?.value !== String(turn)) return false;
    // Written again, so that nobody takes the next turn in the middle of this.
    await unit.save(connectorNotes, known);
    for (const payment of postponed) await sendAnew(unit, paymentMessage(connectorId, payment, unit.at));
    await unit.save(connectorNotes, { connectorId, kind: 'cursor', key: '', value: cursor });
    return true;
  });
}
