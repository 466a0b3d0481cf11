import { money } from '../../../src/money/money.ts';
import { testEntry } from '../support/desk.ts';
import type { Random } from '../outbox/random.ts';
import type { Program } from './simulated-process.ts';
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

/** Delivers what is due, for ever. */
const dispatching: Program = async (engine) => {
  await engine.dispatch({ kinds: ['export'] });
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

/** What the rules forbid is left; what the storage did wrong is tried again. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error) || String(Reflect.get(error, 'code')).startsWith('STORAGE_')) throw error;
}

/** What the processes of a seed do: always what brings the desk to its end, and some of the rest, perhaps twice. */
export function programsOf(random: Random, beginning: Beginning): readonly Program[] {
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
  return programs;
}
