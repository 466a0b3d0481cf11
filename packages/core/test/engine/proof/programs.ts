import type { MessageKind } from '../../../src/engine/outbox/message.ts';
import { money } from '../../../src/money/money.ts';
import { testEntry } from '../support/desk.ts';
import type { Random } from '../outbox/random.ts';
import type { Program } from './simulated-process.ts';
import { kindsOf, type Shape } from './shape.ts';
import type { Surroundings } from './surroundings.ts';
import { type Beginning, march } from './tiny-desk.ts';

/** Bills March and issues what came of it. Who has another key bills what is left, which is nothing. */
const billing =
  (key: string): Program =>
  async (engine) => {
    const desk = engine.forTenant('desk');
    const batch = await desk.batches.save({ ...march, key });
    const results = await desk.batches.issue(batch.id);
    return results.every(({ status }) => status === 'issued') ? 'done' : 'again';
  };

/** Issues every draft that there is. */
const issuing: Program = async (engine) => {
  const desk = engine.forTenant('desk');
  const { items } = await desk.invoices.list();
  const drafts = items.filter(({ settlement }) => settlement === 'draft').map(({ id }) => id);
  if (drafts.length > 0) await desk.invoices.issueAll(drafts);
  return 'done';
};

/** Delivers what is due, for ever: one thing after another, since a process here does one at a time. */
const dispatchingAll =
  (kinds: readonly MessageKind[]): Program =>
  async (engine) => {
    for (const kind of kinds)
      await engine.dispatch({ kinds: [kind], ...(kind === 'payment' ? { limit: 1 } : {}) });
    return 'rest';
  };

/** Enters what the bank tells, perhaps as somebody else does at the same time. */
const paying: Program = async (engine) => {
  const desk = engine.forTenant('desk');
  await desk.payments.record({
    customerId: 'globex',
    amount: money('100.00', 'EUR'),
    on: '2026-04-01',
    externalId: 'bank-1',
  });
  return 'done';
};

/** Voids an invoice, if that can be. */
const voiding: Program = async (engine) => {
  const desk = engine.forTenant('desk');
  const { items } = await desk.invoices.list();
  const invoice = items.find(({ settlement }) => settlement === 'issued');
  if (invoice !== undefined) await desk.invoices.void(invoice.id).catch(ignoreRefusal);
  return 'done';
};

/** Writes down work that comes late. */
const working: Program = async (engine) => {
  await engine.forTenant('desk').work.record([testEntry('te_9', { minutes: 30 })], { key: 'late work' });
  return 'done';
};

/** How often somebody looks whether there is something to do yet. */
const patience = 6;

/** Mails every invoice that has a number. Who has another key mails them once more. */
function mailing(key: string): Program {
  let looks = 0;
  return async (engine) => {
    const desk = engine.forTenant('desk');
    const { items } = await desk.invoices.list();
    const issued = items.filter((invoice) => invoice.issued !== null);
    looks += 1;
    if (issued.length === 0 && looks < patience) return 'rest';
    const to = [{ address: 'bills@acme.example' }];
    for (const { id } of issued)
      await desk.invoices.send(id, { to }, { key: `${key} ${id}` }).catch(ignoreRefusal);
    return 'done';
  };
}

/** Enters a payment in the ledger, changes it, and changes or deletes it; each time the ledger calls. */
function entering(externalId: string, isDeleted: boolean, { ledger, enter }: Surroundings): Program {
  const states = [
    { amount: money('100.00', 'EUR'), isDeleted: false },
    { amount: money('60.00', 'EUR'), isDeleted: false },
    { amount: money('80.00', 'EUR'), isDeleted },
  ];
  let [looks, entered, called] = [0, 0, 0];
  return async (engine) => {
    const state = states[entered];
    // Whoever died before the ledger called lets it call first of all.
    if (called === entered && state !== undefined) {
      const document = ledger.documents().find(({ isVoid }) => !isVoid);
      looks += 1;
      if (document === undefined) return looks < patience ? 'rest' : 'done';
      const applications = [{ invoiceExternalId: document.externalId, amount: state.amount }];
      enter({ ...state, externalId, kind: 'payment', applications, on: '2026-04-01' });
      entered += 1;
    }
    await engine.webhook(ledger.id, { body: new Uint8Array(), headers: {} });
    called = entered;
    return entered === states.length ? 'done' : 'rest';
  };
}

/** What the rules forbid is left; what the storage did wrong is tried again. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error) || String(Reflect.get(error, 'code')).startsWith('STORAGE_')) throw error;
}

/** What the processes of a seed do: always what brings the desk to its end, and some of the rest, perhaps twice. */
export function programsOf(
  random: Random,
  beginning: Beginning,
  shape: Shape,
  around: Surroundings,
): readonly Program[] {
  const dispatching = dispatchingAll(kindsOf(shape));
  const programs: Program[] = [dispatching];
  if (beginning === 'worked') programs.push(billing(march.key));
  if (beginning === 'drafted') programs.push(issuing);
  const rest: readonly [Program, ...Program[]] = [
    dispatching,
    ...(beginning === 'issued' ? [dispatching, dispatching] : []),
    paying,
    paying,
    voiding,
    working,
    ...(beginning === 'worked' ? [billing(march.key), billing('another')] : [issuing]),
  ];
  const more = random.below(4);
  for (let count = 0; count < more; count += 1) programs.push(random.pick(rest));
  if (shape.beside.includes('mail')) programs.push(mailing('a mail'), mailing('another'));
  if (shape.beside.includes('payments'))
    programs.push(entering('ledger-1', false, around), entering('ledger-2', true, around));
  return programs;
}
