import type { CollectionName } from '../../../src/ports/collections.ts';
import type { Json, Row, Storage } from '../../../src/ports/storage.ts';
import { seriesKey } from '../../../src/engine/records/issuing.ts';
import { secondsAfter } from '../../../src/time/seconds-after.ts';
import { changedStorage, type SingleCalls } from '../../support/one-by-one.ts';
import { noticesNobody, saboteurs } from '../outbox/saboteurs.ts';
import { plainShape } from './shape.ts';
import type { Sabotage } from './simulate.ts';
import { type Apart, tornStorage } from './torn-storage.ts';

const torn =
  (apart: Apart, order: 'first' | 'last'): Sabotage['storage'] =>
  (storage, { stop }) =>
    tornStorage(storage, apart, order, stop);

const isOf =
  (...names: readonly CollectionName[]): Apart =>
  (collection) =>
    names.includes(collection);

const isEvent: Apart = (collection, { value }) =>
  collection === 'outbox' && Reflect.get(Object(value), 'kind') === 'event';

const isSeries: Apart = (collection, { id }) => collection === 'counters' && id.startsWith(seriesKey(''));

/** What is broken between the engine and a transaction. */
type Change = (inside: SingleCalls) => Partial<SingleCalls>;

const withValue = <Kept extends Row>(row: Kept, change: Readonly<Record<string, Json>>): Kept => ({
  ...row,
  value: { ...Object(row.value), ...change },
});

/** Nobody takes a claim, and nobody is refused one. */
const claimsNothing: Change = (inside) => ({
  insert: async (collection, row) => collection === 'claims' || inside.insert(collection, row),
});

/** Whoever looks at a customer of a batch is told that it still waits. */
const knowsNoOutcome: Change = (inside) => ({
  async get(collection, id) {
    const row = await inside.get(collection, id);
    return row === null || collection !== 'batch-customers' ? row : withValue(row, { status: 'pending' });
  },
});

/** Work is never marked as billed. */
const locksNoWork: Change = (inside) => ({
  update: (collection, row, revision) =>
    inside.update(collection, collection === 'work' ? asOpen(row) : row, revision),
});

const asOpen = (row: Row): Row => {
  const work = withValue(row, { billId: null });
  const customerId: unknown = Reflect.get(Object(Reflect.get(Object(row.value), 'work')), 'customerId');
  return { ...work, keys: { ...row.keys, open: String(customerId) } };
};

/** A first call that is under way is anybody's after a second. */
const holdsForASecond: Sabotage['storage'] = (storage, { clock }) =>
  changedStorage((inside) => ({
    update(collection, row, revision) {
      const { state, fault } = Object(row.value);
      if (collection !== 'outbox' || state !== 'uncertain' || fault !== null)
        return inside.update(collection, row, revision);
      const due = secondsAfter(clock.now(), 1);
      return inside.update(collection, { ...withValue(row, { due }), order: due }, revision);
    },
  }))(storage);

const isMailMayHaveArrived = ({
  kind,
  state,
}: {
  readonly kind?: unknown;
  readonly state?: unknown;
}): boolean => kind === 'mail' && state === 'uncertain';

/** Nobody remembers that a mail may have arrived. */
const forgetsMails: Change = (inside) => ({
  update: (collection, row, revision) =>
    inside.update(
      collection,
      collection === 'outbox' && isMailMayHaveArrived(Object(row.value))
        ? withValue(row, { state: 'pending' })
        : row,
      revision,
    ),
});

/** Whoever has asked a ledger believes that nobody has asked it since. */
export const hasEveryTurn = (storage: Storage): Storage => {
  let own: Json = null;
  const isTurn = (collection: CollectionName, id: string): boolean =>
    collection === 'connectors' && id.endsWith(':cursor:turn');
  const remember = (collection: CollectionName, row: Row): void => {
    if (isTurn(collection, row.id)) own = String(Reflect.get(Object(row.value), 'value'));
  };
  return changedStorage((inside) => ({
    async get(collection, id) {
      const row = await inside.get(collection, id);
      return row === null || own === null || !isTurn(collection, id) ? row : withValue(row, { value: own });
    },
    insert(collection, row) {
      remember(collection, row);
      return inside.insert(collection, row);
    },
    update(collection, row, revision) {
      remember(collection, row);
      return inside.update(collection, row, revision);
    },
  }))(storage);
};

/** A payment that waits stays as it was told first. */
const keepsFirstWord: Change = (inside) => ({
  async update(collection, row, revision) {
    const { kind, state, attempts } = Object(row.value);
    const known = await inside.get(collection, row.id);
    const isToldAnew = collection === 'outbox' && kind === 'payment' && state === 'pending' && attempts === 0;
    const payload: unknown = Reflect.get(Object(known?.value), 'payload');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was read from a row
    const kept = isToldAnew ? withValue(row, { payload: payload as Json }) : row;
    return inside.update(collection, kept, revision);
  },
});

/** The next number is one more than the greatest that is there: nobody counts. */
const countsInvoices: Change = (inside) => ({
  async get(collection, id) {
    const row = await inside.get(collection, id);
    if (row === null || !isSeries(collection, row)) return row;
    const invoices = await inside.list('invoices', { limit: 100_000 });
    const places = invoices.map(({ value }) => Object(Reflect.get(Object(value), 'issued')));
    const own = places.filter(({ series }) => seriesKey(String(series)) === id);
    const greatest = Math.max(0, ...own.map(({ sequence }) => Number(sequence)));
    const last: unknown = Reflect.get(Object(row.value), 'last');
    const counters = Object.keys(Object(last));
    return withValue(row, { last: Object.fromEntries(counters.map((counter) => [counter, greatest])) });
  },
});

const leasesBriefly = (storage: Storage): Storage => ({
  ...storage,
  lease: (request, options) => storage.lease({ ...request, until: request.now }, options),
});

const outside = (name: string): Sabotage => {
  const { ledger } = saboteurs[name] ?? {};
  if (ledger === undefined) throw new Error(`nobody breaks "${name}"`);
  return { ledger, beginning: 'issued', shape: plainShape };
};

const inDelivery = (storage: Sabotage['storage'], shape = plainShape): Sabotage => ({
  storage,
  beginning: 'issued',
  shape,
});

const inRuns = (storage: Sabotage['storage']): Sabotage => ({ storage, beginning: 'worked' });

/** Mistakes that are easily made, each of which is found. */
export const caught: Readonly<Record<string, Sabotage>> = {
  'a number is taken in a transaction of its own': { storage: torn(isSeries, 'first') },
  'a number is counted after the invoice is committed': { storage: torn(isSeries, 'last') },
  'a customer of a batch is marked after its bill is committed': inRuns(
    torn(isOf('batch-customers'), 'last'),
  ),
  'a customer of a batch is not looked at again before it is billed': inRuns(changedStorage(knowsNoOutcome)),
  'work is marked as billed after its bill is committed': inRuns(torn(isOf('work'), 'last')),
  'claims are taken after their bill is committed': inRuns(torn(isOf('claims'), 'last')),
  'a prepaid account is drawn from after the bill is committed': inRuns(
    torn(isOf('prepaid-postings'), 'last'),
  ),
  'the answer to a key is written after what it answers': inRuns(torn(isOf('answers'), 'last')),
  'messages are written after what they tell': { storage: torn(isOf('outbox'), 'last') },
  'the audit log is written after what it tells': { storage: torn(isOf('audit'), 'last') },
  'nobody takes a claim': inRuns(changedStorage(claimsNothing)),
  'work is not locked': inRuns(changedStorage(locksNoWork)),
  'a message counts as done before it is sent': outside('it counts as done before it is sent'),
  'nothing is looked up before it is sent again': outside('nothing is looked up before it is sent again'),
  'it is looked up at once, while the request can still take effect': outside(
    'it is looked up at once, while the request can still take effect',
  ),
  'a call that is under way is held for a second only': inDelivery(holdsForASecond),
  'whoever was overtaken writes what came of the call': inDelivery(noticesNobody),
  'what was mailed is written down after its message is': inDelivery(torn(isOf('mails'), 'last'), {
    beside: ['mail'],
  }),
  'a mail that may have arrived counts as one that was never sent': inDelivery(changedStorage(forgetsMails), {
    beside: ['mail'],
  }),
  'a payment that waits stays as it was told first': inDelivery(changedStorage(keepsFirstWord), {
    beside: ['payments'],
  }),
  'subscriptions are told in a transaction after what happened': {
    storage: torn(isEvent, 'last'),
    beginning: 'drafted',
    shape: { beside: ['events'] },
  },
};

/** Mistakes that another safeguard makes good, and which one. */
export const harmless: Readonly<Record<string, Sabotage>> = {
  'a message is leased for no time: that a call is made is written down before, and holds it': {
    storage: leasesBriefly,
  },
  'the next number is the greatest and one: series are locked, and what has a number is never deleted': {
    storage: changedStorage(countsInvoices),
  },
};
