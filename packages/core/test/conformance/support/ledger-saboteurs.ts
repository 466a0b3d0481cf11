import type { AccountingSubject } from '../../../src/conformance/accounting/accounting-subject.ts';
import type { ExportOutcome, LedgerDocument, LedgerPayment } from '../../../src/ports/accounting.ts';
import { batchSaboteurs } from './batch-saboteurs.ts';
import { broken, rejected, retry } from './broken-ledger.ts';
import { readBody } from './ledger-subject.ts';

/** A connector that exports something else than it was given. */
const exporting = (
  change: (document: LedgerDocument) => Partial<LedgerDocument>,
): (() => AccountingSubject) =>
  broken((honest) => ({
    export: (document, context) => honest.export({ ...document, ...change(document) }, context),
  }));

/** A connector that tells another outcome than there was; `null` is a call that threw. */
const telling = (change: (outcome: ExportOutcome | null) => ExportOutcome): (() => AccountingSubject) =>
  broken((honest) => ({
    export: async (document, context) => change(await honest.export(document, context).catch(() => null)),
  }));

const keepsNoKeys = (): (() => AccountingSubject) => {
  let calls = 0;
  return exporting(({ key }) => {
    calls += 1;
    return { key: `${key} call ${calls}` };
  });
};

/** It says that what a credit note is taken off was paid, too. */
const asMoney = (payment: LedgerPayment): LedgerPayment => ({
  ...payment,
  applications: [...payment.applications, ...(payment.credits ?? [])],
});

/** For each promise of the kit: a connector that breaks it. */
export const ledgerSaboteurs: Readonly<Record<string, () => AccountingSubject>> = {
  'a connector has an id, and says how long a request can take effect': broken(() => ({
    longestRequestSeconds: Number.NaN,
  })),
  'an exported invoice is one document of the ledger, with its total': exporting(({ invoice }) => {
    const { content } = invoice;
    const totals = { ...content.totals, total: content.totals.net };
    return { invoice: { ...invoice, content: { ...content, totals } } };
  }),
  'a credit note is a credit note in the ledger, too': exporting(() => ({ creditsExternalId: null })),
  'the same key again makes no second document, and gives the same id': keepsNoKeys(),
  'ten exports of one key, all at once, make one document': broken((honest) => {
    let calls = 0;
    return {
      export: async (document, context) => {
        // It looks before it leaps.
        const found = await honest.find(document, context);
        calls += 1;
        return found === null
          ? honest.export({ ...document, key: `${document.key} call ${calls}` }, context)
          : { status: 'confirmed', ...found };
      },
    };
  }),
  'two keys are two documents, however much they look alike': exporting(({ key }) => ({
    key: key.slice(0, 49),
  })),
  'a new revision brings the copy up to date, and makes no second one': exporting(() => ({
    externalId: null,
  })),
  'find gives the id of the copy, and null where there is none': broken((honest) => ({
    find: async (document, context) => (await honest.find(document, context)) ?? { externalId: 'doc_1' },
  })),
  'names and descriptions may hold any text': broken((honest) => ({
    export: async (document, context) => {
      const outcome = await honest.export(document, context);
      return document.invoice.content.buyer.name.includes('<') ? rejected : outcome;
    },
  })),
  'a call that is aborted before it begins rejects with the reason, and keeps nothing': broken((honest) => ({
    export: (document, context) => honest.export(document, { ...context, signal: undefined }),
  })),
  'after an export whose answer was lost, find gives the copy': telling((outcome) => outcome ?? retry),
  'after an export whose answer was lost, the same key again makes no second document': keepsNoKeys(),
  'an export that never reached the ledger is not confirmed, and can be tried again': telling(
    (outcome) => outcome ?? rejected,
  ),
  'what the ledger refuses is rejected with a reason, and nothing of it is kept': broken((honest) => ({
    export: async (document, context) => {
      const outcome = await honest.export(document, context);
      if (outcome.status === 'rejected') await honest.export(document, context);
      return outcome;
    },
  })),
  'what was refused can be exported when the reason is gone': broken((honest) => {
    const answers = new Map<string, ExportOutcome>();
    return {
      export: async (document, context) => {
        const outcome = answers.get(document.key) ?? (await honest.export(document, context));
        answers.set(document.key, outcome);
        return outcome;
      },
    };
  }),
  'a limit of calls is told as retry, and nothing is kept': telling((outcome) =>
    outcome?.status === 'confirmed' ? outcome : rejected,
  ),
  ...batchSaboteurs,
  'a copy that is taken back counts no more, and others do': broken(() => ({
    void: async ({ externalId }) => ({ status: 'confirmed', externalId: externalId ?? '' }),
  })),
  'taking a copy back twice is as once': broken((honest) => {
    const gone = new Set<string>();
    return {
      void: async (document, context) => {
        if (gone.has(document.key)) return rejected;
        gone.add(document.key);
        return honest.void(document, context);
      },
    };
  }),
  'a copy is mailed when that is asked, and others are not': broken(() => ({
    send: async ({ externalId }) => ({ status: 'confirmed', externalId }),
  })),
  'a payment is told with its amount and what it pays': broken((honest) => ({
    changes: async (cursor, context) => {
      const changes = await honest.changes(cursor, context);
      return { ...changes, payments: changes.payments.map((each) => ({ ...each, applications: [] })) };
    },
  })),
  'a cursor goes on after what was told, and gives the same when it is used again': broken((honest) => {
    let last: string | null = null;
    return {
      changes: async (_, context) => {
        const changes = await honest.changes(last, context);
        last = changes.cursor;
        return changes;
      },
    };
  }),
  'many payments come page by page, every one of them, to an end': broken((honest) => ({
    changes: async (cursor, context) => ({ ...(await honest.changes(cursor, context)), hasMore: false }),
  })),
  'a payment that was deleted is told as deleted': broken((honest) => ({
    changes: async (cursor, context) => {
      const changes = await honest.changes(cursor, context);
      return { ...changes, payments: changes.payments.filter(({ isDeleted }) => !isDeleted) };
    },
  })),
  'a credit note that is taken off another invoice is told as that, and not as money': broken((honest) => ({
    changes: async (cursor, context) => {
      const changes = await honest.changes(cursor, context);
      return { ...changes, payments: changes.payments.map(asMoney) };
    },
  })),
  'a credit note that is put back is not told as taken off any more': broken((honest) => ({
    changes: async (cursor, context) => {
      const changes = await honest.changes(cursor, context);
      return { ...changes, payments: changes.payments.map((one) => ({ ...one, isDeleted: false })) };
    },
  })),
  'a call of the ledger is accepted, and tells whose changes to fetch': broken(() => ({
    webhook: async () => ({ status: 'accepted', tenantIds: [] }),
  })),
  'a call whose body was changed is refused': broken(() => ({
    webhook: async ({ body, headers }) =>
      (headers['x-signature'] ?? '').length > 10
        ? readBody(body)
        : { status: 'refused', reason: 'there is no signature' },
  })),
  'a call without its signature, or with another, is refused': broken((honest) => ({
    webhook: async ({ body, headers }) =>
      headers['x-signature'] === undefined ? readBody(body) : honest.webhook({ body, headers }),
  })),
};
