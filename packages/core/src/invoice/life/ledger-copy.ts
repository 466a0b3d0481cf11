import type { Invoice, LedgerCopy, LedgerState } from '../invoice.ts';
import type { LedgerCommand } from './invoice-command.ts';
import { type CopyChange, type LedgerAction, ledgerTransitions } from './ledger-transitions.ts';

const noCopy: LedgerCopy = {
  state: 'none',
  externalId: null,
  revision: null,
  confirmedAt: null,
  reason: null,
};

type Targets = readonly LedgerState[];
type Row = Partial<Record<LedgerAction | CopyChange, Targets>>;

const rows: Readonly<Record<LedgerState, Row>> = ledgerTransitions;

/** Where the copy of an invoice in one ledger stands; also when nothing was ever done about it. */
export function copyOf({ ledgers }: Invoice, connectorId: string): LedgerCopy {
  return Object.hasOwn(ledgers, connectorId) ? (ledgers[connectorId] ?? noCopy) : noCopy;
}

/** The copies after a command to one of them, which the table allows. */
export function withCopyMoved(invoice: Invoice, command: LedgerCommand): Invoice['ledgers'] {
  const copy = copyOf(invoice, command.connectorId);
  const told = { ...copy, ...toldBy(command, invoice) };
  const isCurrent = told.revision === invoice.revision;
  return { ...invoice.ledgers, [command.connectorId]: led(told, rows[copy.state][command.type], isCurrent) };
}

/** The copies after the invoice was voided or reopened. Those on their way stay so until it is known what they met. */
export function copiesAfter(change: CopyChange, { ledgers }: Invoice): Invoice['ledgers'] {
  return Object.fromEntries(
    Object.entries(ledgers).map(([connectorId, copy]) => [
      connectorId,
      led(copy, rows[copy.state][change], false),
    ]),
  );
}

/** What a command tells about the copy. */
function toldBy(command: LedgerCommand, { revision }: Invoice): Partial<LedgerCopy> {
  switch (command.type) {
    case 'queue-export':
      return { reason: null };
    case 'start-export':
      return { revision };
    case 'confirm-export':
      return { externalId: command.externalId, confirmedAt: command.at };
    case 'reject-export':
      return { reason: command.reason };
    case 'lose-export':
    case 'reconcile-export':
    case 'requeue-export':
      return {};
  }
}

/** The copy in the state that the table leads it to. */
function led(copy: LedgerCopy, targets: Targets = [], isCurrent: boolean): LedgerCopy {
  const [first = copy.state, ...others] = targets;
  if (isCurrent || others.length === 0) return { ...copy, state: first };
  return { ...copy, state: copy.externalId === null ? 'none' : 'stale' };
}
