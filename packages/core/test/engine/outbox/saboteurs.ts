import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import type { Row, Storage, StoredRow } from '../../../src/ports/storage.ts';
import { oneByOne, singleCalls } from '../../support/one-by-one.ts';
import type { Sabotage } from './simulation.ts';

/** Mistakes that are easily made, each of which the simulation must find. */
export const saboteurs: Readonly<Record<string, Sabotage>> = {
  'nothing is looked up before it is sent again': {
    ledger: (ledger) => ({ ...ledger, find: () => Promise.resolve(null) }),
  },
  'it is looked up at once, while the request can still take effect': {
    ledger: (ledger) => ({ ...ledger, longestRequestSeconds: 0 }),
  },
  'it counts as done before it is sent': { ledger: sendsLater },
  'the message is written after the change, in a transaction of its own': { storage: writesMessagesLater },
  'who was overtaken writes what came of the call': { storage: knowsNoRevisions },
};

function sendsLater(ledger: AccountingConnector): AccountingConnector {
  return {
    ...ledger,
    async export(document, context) {
      await ledger.export(document, context).catch(() => null);
      return { status: 'confirmed', externalId: document.externalId ?? 'doc_1' };
    },
  };
}

/** Every third change loses its message, as if the process had died in between. */
function writesMessagesLater(storage: Storage): Storage {
  let count = 0;
  return {
    ...storage,
    transaction: (tenantId, body, options) =>
      storage.transaction(
        tenantId,
        (inside) =>
          body(
            oneByOne({
              ...singleCalls(inside),
              async insert(collection, row) {
                count += collection === 'outbox' ? 1 : 0;
                return collection === 'outbox' && count % 3 === 0 ? true : inside.insert(collection, row);
              },
            }),
          ),
        options,
      ),
  };
}

/** All rows have the same revision for ever, so nobody can tell that somebody else has changed one. */
function knowsNoRevisions(storage: Storage): Storage {
  const always = <Stored extends StoredRow>(row: Stored): Stored => ({ ...row, revision: 1 });
  return {
    ...storage,
    lease: async (request, options) => (await storage.lease(request, options)).map(always),
    transaction: (tenantId, body, options) =>
      storage.transaction(
        tenantId,
        (inside) =>
          body(
            oneByOne({
              ...singleCalls(inside),
              async get(collection, id) {
                const row = await inside.get(collection, id);
                return row === null ? null : always(row);
              },
              list: async (collection, query) => (await inside.list(collection, query)).map(always),
              async update(collection, row: Row) {
                const known = await inside.get(collection, row.id);
                await inside.update(collection, row, known?.revision ?? 1);
              },
            }),
          ),
        options,
      ),
  };
}
