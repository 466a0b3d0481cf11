import type { AccountingConnector } from '../../../src/ports/accounting.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import { changedStorage } from '../../support/one-by-one.ts';
import type { Sabotage } from './simulation.ts';

/** Mistakes that are easily made, each of which the simulation must find. */
export const saboteurs: Readonly<Record<string, Sabotage>> = {
  'nothing is looked up before it is sent again': {
    ledger: (ledger) => ({ ...ledger, find: () => Promise.resolve(null) }),
  },
  'it is looked up at once, while the request can still take effect': {
    ledger: (ledger) => ({ ...ledger, longestRequestSeconds: 0 }),
  },
  'a call for several that was not answered counts as one that was never made': { ledger: saysRetryOfAll },
  'it counts as done before it is sent': { ledger: sendsLater },
  'the message is written after the change, in a transaction of its own': { storage: writesMessagesLater },
  'who was overtaken writes what came of the call': { storage: noticesNobody },
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
  return changedStorage((inside) => ({
    async insert(collection, row) {
      count += collection === 'outbox' ? 1 : 0;
      return collection === 'outbox' && count % 3 === 0 ? true : inside.insert(collection, row);
    },
  }))(storage);
}

/** Whoever had a message believes that nobody else has had it since. */
export function noticesNobody(storage: Storage): Storage {
  const own = new Map<string, number>();
  const reading = changedStorage((inside) => ({
    async get(collection, id) {
      const row = await inside.get(collection, id);
      return row === null || collection !== 'outbox'
        ? row
        : { ...row, revision: own.get(id) ?? row.revision };
    },
    async update(collection, row, revision) {
      if (collection !== 'outbox') return inside.update(collection, row, revision);
      own.set(row.id, revision + 1);
      const known = await inside.get(collection, row.id);
      return inside.update(collection, row, known?.revision ?? revision);
    },
  }))(storage);
  return {
    ...reading,
    async lease(request, options) {
      const rows = await storage.lease(request, options);
      for (const { id, revision } of rows) own.set(id, revision);
      return rows;
    },
  };
}

/** A call for several that was not answered counts as one that was never made. */
function saysRetryOfAll(ledger: AccountingConnector): AccountingConnector {
  return {
    ...ledger,
    exportMany: async (documents, context) => {
      const outcomes = await ledger.exportMany?.(documents, context).catch(() => null);
      return outcomes ?? documents.map(() => ({ status: 'retry', reason: 'there was no answer' }));
    },
  };
}
