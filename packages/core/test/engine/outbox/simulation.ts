import { memoryStorage } from '@billwright/storage-memory';
import { createBilling } from '../../../src/engine/create-billing.ts';
import type { Desk } from '../../../src/engine/desk.ts';
import { queueExport } from '../../../src/engine/ledgers/queue-export.ts';
import { mostAttempts } from '../../../src/engine/outbox/after-outcome.ts';
import type { Message } from '../../../src/engine/outbox/message.ts';
import { invoiceRecords } from '../../../src/engine/records/billing.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { type FakeLedger, fakeLedger } from '../../../src/testing/fake-ledger.ts';
import { type FixedClock, fixedClock } from '../../../src/testing/fixed-clock.ts';
import { exampleInvoice, issue } from '../../../src/testing/invoice-fixture.ts';
import { seeding } from '../support/desk.ts';
import { drawnFaults, longestRequestSeconds, type Trouble } from '../support/fault-draw.ts';
import { Random } from './random.ts';
import { SimulatedWorker } from './simulated-worker.ts';

/** What is broken on purpose, to see that it is found. */
export interface Sabotage {
  readonly ledger?: (ledger: AccountingConnector) => AccountingConnector;
  /** Of one process. */
  readonly storage?: (storage: Storage) => Storage;
}

/** Of how a seed is simulated, what came later: seeds that failed before that are run as they were then. */
export interface Shape {
  /** How many documents the ledger takes in one call. Default: as the seed likes. */
  readonly batch?: number | undefined;
}

const shapeOf = (seed: number): Shape => ({ batch: new Random(seed + 500_000).pick([undefined, 2, 3]) });

/** Trouble lasts so many steps; then all must come to an end within a bound. */
const troubledSteps = 120;
const calmSteps = 4000;

/** Dispatches by several processes over a ledger that fails, in an order that the seed decides; gives what went wrong. */
export async function simulate(
  seed: number,
  sabotage: Sabotage = {},
  shape: Shape = shapeOf(seed),
): Promise<readonly string[]> {
  const random = new Random(seed);
  const clock = fixedClock('2026-04-01T08:00:00Z');
  const trouble: Trouble = { isOn: true };
  const ledger = troubledLedger(random, clock, trouble, shape);
  const connector = sabotage.ledger?.(ledger) ?? ledger;
  const inner = memoryStorage();
  const storage = (): Storage => sabotage.storage?.(inner) ?? inner;
  const { invoices, desk } = await issuedInvoices(random, inner, storage(), connector, clock);
  const started = (): SimulatedWorker => new SimulatedWorker(storage(), connector, clock);
  const workers = Array.from({ length: 1 + random.below(4) }, started);
  const [deaths, sleeps] = [random.next() * 0.1, random.next() * 0.2];
  // Where time hardly goes by, much happens while a request is on its way; where it flies, time limits are reached.
  const pace = random.pick([30, 300, 1800]);

  for (let step = 0; step < troubledSteps + calmSteps; step += 1) {
    await settled(workers);
    trouble.isOn = step < troubledSteps;
    const now = Date.parse(clock.now());
    const waiting = workers.filter((worker) => worker.isWaiting(now));
    if (trouble.isOn && random.chance(0.02)) await changeOne(random, desk, invoices);
    const isQuiet = waiting.every(({ isIdle }) => isIdle);
    if (waiting.length === 0 || random.chance(isQuiet ? 0.5 : 0.1)) {
      clock.advance(trouble.isOn ? Math.ceil(random.next() ** 3 * pace) : 300);
      if (!trouble.isOn && (await isOver(desk))) break;
      continue;
    }
    const next = waiting[random.below(waiting.length)];
    if (next === undefined) continue;
    if (trouble.isOn && random.chance(deaths)) {
      next.kill();
      workers[workers.indexOf(next)] = started();
    } else if (trouble.isOn && random.chance(sleeps)) {
      next.sleepsUntil = now + random.below(pace * 5000);
    } else {
      next.goOn();
    }
  }
  for (const one of workers) one.kill();
  clock.advance(7200);
  return [...(await unfinished(desk)), ...(await wrongCopies(desk, ledger, invoices))];
}

function troubledLedger(random: Random, clock: FixedClock, trouble: Trouble, supports: Shape): FakeLedger {
  const faults = drawnFaults(random, trouble);
  const keepsKeysForSeconds = random.pick([0, 0, 300, Number.POSITIVE_INFINITY]);
  return fakeLedger({ id: 'ledger', clock, faults, keepsKeysForSeconds, longestRequestSeconds, supports });
}

/** Invoices whose copies are queued, and sometimes a credit note over the first. */
async function issuedInvoices(
  random: Random,
  inner: Storage,
  storage: Storage,
  connector: AccountingConnector,
  clock: FixedClock,
): Promise<{ readonly invoices: readonly string[]; readonly desk: Desk }> {
  const count = 1 + random.below(3);
  const drafts: Invoice[] = [];
  for (let number = 1; number <= count; number += 1) drafts.push(numbered(exampleInvoice('80.00'), number));
  const [first] = drafts;
  if (first !== undefined && random.chance(0.4)) {
    const credits = { invoiceId: first.id, invoiceNumber: 'INV-1', reason: 'wrong', lines: [] };
    drafts.push({ ...numbered(exampleInvoice('80.00'), 9), kind: 'credit-note', credits });
  }
  const save = (body: (unit: Unit) => Promise<void>): Promise<void> => seeding(storage, 'desk', clock)(body);
  for (const draft of drafts)
    await save(async (unit) => {
      await unit.save(invoiceRecords, await queueExport(unit, draft, 'ledger'));
    });
  const desk = createBilling({ storage: inner, accounting: [connector], clock }).forTenant('desk');
  await desk.settings.put({
    seller: { name: 'Desk' },
    currency: 'EUR',
    zone: 'UTC',
    reopen: true,
    autoExport: ['ledger'],
  });
  return { invoices: drafts.map(({ id }) => id), desk };
}

const numbered = (invoice: Invoice, number: number): Invoice => ({
  ...invoice,
  id: `inv_${number}`,
  issued: invoice.issued && {
    ...invoice.issued,
    series: issue.series,
    sequence: number,
    number: `INV-${number}`,
  },
});

/** A person voids an invoice, or opens it again and issues it anew. What can't be done any more is left as it is. */
async function changeOne(random: Random, { invoices }: Desk, ids: readonly string[]): Promise<void> {
  const id = ids[random.below(ids.length)] ?? '';
  if (random.chance(0.4)) await invoices.void(id).catch(() => null);
  else {
    await invoices.reopen(id).catch(() => null);
    await invoices.issue(id).catch(() => null);
  }
}

/** Waits until every worker waits to be let go on, or for the ledger. */
async function settled(workers: readonly SimulatedWorker[]): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (workers.some(({ isBusy }) => isBusy));
}

const allMessages = async (desk: Desk): Promise<readonly Message[]> =>
  (await desk.outbox.list({ limit: 1000 })).items;

const isEnded = ({ state }: Message): boolean => state === 'done' || state === 'dead';

const isOver = async (desk: Desk): Promise<boolean> => (await allMessages(desk)).every(isEnded);

/** I18: with trouble over, every message ends. */
async function unfinished(desk: Desk): Promise<readonly string[]> {
  const open = (await allMessages(desk)).filter((message) => !isEnded(message));
  return open.map(({ id, state, attempts }) => `${id} is still ${state} after ${attempts} attempts`);
}

/** I16, I17: one message and one document for each invoice, as we know it, and as the invoice is. */
async function wrongCopies(
  desk: Desk,
  ledger: FakeLedger,
  invoices: readonly string[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const id of invoices) {
    const invoice = await desk.invoices.get(id);
    const copy = invoice?.ledgers['ledger'];
    const documents = ledger.documents().filter(({ invoiceId }) => invoiceId === id);
    const messages = (await desk.outbox.list({ invoiceId: id })).items;
    const attempts = Math.max(0, ...messages.map((message) => message.attempts));
    if (messages.length === 0) wrong.push(`${id} has no message`);
    if (documents.length > 1) wrong.push(`${id} is in the ledger ${documents.length} times`);
    if (messages.some(({ state }) => state === 'dead') && attempts >= mostAttempts) continue;
    // One that was opened again and not issued anew is nobody's to copy.
    if (invoice?.settlement === 'draft') continue;
    const [document] = documents;
    const isVoid = invoice?.settlement === 'void';
    if (document === undefined && !(isVoid && copy?.externalId == null))
      wrong.push(`${id} is not in the ledger`);
    if (document !== undefined && copy?.externalId !== document.externalId)
      wrong.push(
        `${id} is ${document.externalId}, and we say ${String(copy?.externalId)} (${String(copy?.state)})`,
      );
    if (document !== undefined && document.revision !== invoice?.revision && !isVoid)
      wrong.push(`${id} has revision ${String(invoice?.revision)}, in the ledger ${document.revision}`);
    if (document !== undefined && document.isVoid !== isVoid)
      wrong.push(
        `${id} is ${String(invoice?.settlement)}, and void in the ledger: ${String(document.isVoid)}`,
      );
    if (document !== undefined && invoice?.credits != null) {
      const credited = await desk.invoices.get(invoice.credits.invoiceId);
      if (document.creditsExternalId !== (credited?.ledgers['ledger']?.externalId ?? null))
        wrong.push(`${id} does not name what it corrects`);
    }
  }
  return wrong;
}
