import type { Message } from '../../../src/engine/outbox/message.ts';
import { mostAttempts } from '../../../src/engine/outbox/after-outcome.ts';
import type { MailRecord } from '../../../src/engine/records/mails.ts';
import type { Payment } from '../../../src/engine/records/payments.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import type { FakeLedger } from '../../../src/testing/fake-ledger.ts';
import { violationsOf } from '../support/busy-desk.ts';
import { type StoredBeside, wrongEvents, wrongMails, wrongPayments } from './beside-faults.ts';
import type { Shape } from './shape.ts';
import type { Surroundings } from './surroundings.ts';
import { type Beginning, billingOver } from './tiny-desk.ts';

/** A desk at the end of a simulation. */
export interface EndedDesk {
  readonly storage: Storage;
  readonly around: Surroundings;
  readonly clock: Clock;
  readonly beginning: Beginning;
  /** The invoices that were issued before it began. */
  readonly issuedBefore: ReadonlySet<string>;
  readonly shape: Shape;
  readonly verifies: boolean;
}

interface StoredWork {
  readonly work: { readonly id: string };
  readonly billId: string | null;
}

/** What must not be: all that is asked here is read from the rows, and from the ledger itself. */
export async function faultsIn({
  storage,
  around,
  clock,
  beginning,
  issuedBefore,
  shape: { beside },
  verifies,
}: EndedDesk): Promise<readonly string[]> {
  const stored = await storage.transaction('desk', async (inside) => {
    const values = async <Value>(name: CollectionName): Promise<readonly Value[]> => {
      const rows = await inside.list(name, { limit: 1000 });
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine wrote them, by type
      return rows.map(({ value }) => value as unknown as Value);
    };
    return {
      invoices: await values<Invoice>('invoices'),
      work: await values<StoredWork>('work'),
      messages: await values<Message>('outbox'),
      mails: await values<MailRecord>('mails'),
      payments: await values<Payment>('payments'),
      batches: await values<{ readonly id: string; readonly state: string }>('batches'),
    };
  });
  const found = [
    ...wrongNumbers(stored.invoices),
    ...wrongWork(stored, beginning),
    ...wrongCopies(stored, around.ledger),
    ...unfinished(stored),
    ...(await wrongMails(stored, around)),
    ...wrongPayments(stored, around),
    ...(beside.includes('events') ? wrongEvents(stored, around, issuedBefore) : []),
  ];
  if (!verifies) return found;
  const desk = billingOver({ storage, ledger: around.ledger, clock }).forTenant('desk');
  const violations = await violationsOf(desk);
  return [...found, ...violations.map(({ invariant, says }) => `${invariant}: ${says}`)];
}

/** I5: numbers from 1 on, each once. */
function wrongNumbers(invoices: readonly Invoice[]): readonly string[] {
  const numbers = invoices.flatMap(({ kind, issued }) =>
    kind === 'invoice' && issued !== null ? [issued.sequence] : [],
  );
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted.every((number, index) => number === index + 1) ? [] : [`the numbers are ${sorted.join()}`];
}

interface Stored extends StoredBeside {
  readonly work: readonly StoredWork[];
  readonly batches: readonly { readonly id: string; readonly state: string }[];
}

/** I1, I22: work is on one invoice that stands, and on none only when somebody voided one. */
function wrongWork({ invoices, work }: Stored, beginning: Beginning): readonly string[] {
  const standing = invoices.filter(({ settlement }) => settlement !== 'void');
  const hasVoid = standing.length < invoices.length;
  return work.flatMap(({ work: { id }, billId }) => {
    const bearing = standing.filter((invoice) =>
      invoice.content.lines.some((line) => JSON.stringify(line).includes(`"${id}"`)),
    );
    const wrong: string[] = [];
    if (bearing.length > 1) wrong.push(`${id} is on ${bearing.length} invoices`);
    if (bearing.length > 0 && billId === null) wrong.push(`${id} is on an invoice, and open`);
    const mustBeBilled = id !== 'te_9' && !hasVoid;
    if (mustBeBilled && billId === null) wrong.push(`${id} was never billed (${beginning})`);
    return wrong;
  });
}

/** I16, I17: one message, and one document as it is, for each invoice that was issued on that day. */
function wrongCopies({ invoices, messages }: Stored, ledger: FakeLedger): readonly string[] {
  const wrong: string[] = [];
  const documents = ledger.documents();
  for (const { id, issued, settlement, ledgers } of invoices) {
    if (issued === null || issued.on < '2026-04-01') continue;
    const copy = ledgers['ledger'];
    const own = documents.filter(({ invoiceId }) => invoiceId === id);
    const about = messages.filter(({ kind, subject }) => kind === 'export' && subject.id === id);
    if (about.length === 0) wrong.push(`${id} has no message`);
    if (own.length > 1) wrong.push(`${id} is in the ledger ${own.length} times`);
    if (about.some(({ state, attempts }) => state === 'dead' && attempts >= mostAttempts)) continue;
    const [document] = own;
    const isVoid = settlement === 'void';
    if (document === undefined && !(isVoid && copy?.externalId == null))
      wrong.push(`${id} is not in the ledger`);
    if (document !== undefined && document.externalId !== copy?.externalId)
      wrong.push(`${id} is ${document.externalId}, and we say ${String(copy?.externalId)}`);
    if (document !== undefined && document.isVoid !== isVoid)
      wrong.push(`${id} is ${settlement}, and void in the ledger: ${String(document.isVoid)}`);
  }
  return wrong;
}

/** I18: no message, no batch and no draft waits; what the bank told counts once. */
function unfinished({ messages, batches, invoices, payments }: Stored): readonly string[] {
  const open = messages.filter(({ state }) => state !== 'done' && state !== 'dead');
  const entered = payments.filter(({ external }) => external?.id === 'bank-1');
  return [
    ...open.map(({ id, state, attempts }) => `${id} is still ${state} after ${attempts} attempts`),
    ...batches.filter(({ state }) => state !== 'saved').map(({ id, state }) => `${id} is still ${state}`),
    ...invoices.filter(({ settlement }) => settlement === 'draft').map(({ id }) => `${id} is still a draft`),
    ...(entered.length > 1 ? [`a payment was entered ${entered.length} times`] : []),
  ];
}
