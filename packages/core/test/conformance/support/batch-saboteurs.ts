import type { AccountingSubject } from '../../../src/conformance/accounting/accounting-subject.ts';
import type { AccountingConnector, DocumentOutcome } from '../../../src/ports/accounting.ts';
import { broken, rejected, retry } from './broken-ledger.ts';

type Many = NonNullable<AccountingConnector['exportMany']>;

/** A connector that does something else with several documents. */
const many = (change: (honest: AccountingConnector & { readonly exportMany: Many }) => Many) =>
  broken((honest) => {
    const exportMany: Many = async (documents, context) =>
      (await honest.exportMany?.(documents, context)) ?? [];
    return { exportMany: change({ ...honest, exportMany }) };
  });

const keepsNoKeysOfSeveral = (): (() => AccountingSubject) => {
  let calls = 0;
  return many((honest) => (documents, context) => {
    calls += 1;
    const renamed = documents.map((document) => ({ ...document, key: `${document.key} call ${calls}` }));
    return honest.exportMany(renamed, context);
  });
};

/** A connector that tells another outcome of several; `null` is a call that threw. */
const tellingOfEach = (change: (outcome: DocumentOutcome | null) => DocumentOutcome) =>
  many((honest) => async (documents, context) => {
    const outcomes = await honest.exportMany(documents, context).catch(() => null);
    return documents.map((_, index) => change(outcomes?.[index] ?? null));
  });

/** For each promise of the kit about several documents in one call: a connector that breaks it. */
export const batchSaboteurs: Readonly<Record<string, () => AccountingSubject>> = {
  'several documents in one call get an outcome each, in their order': many(
    (honest) => async (documents, context) => (await honest.exportMany(documents, context)).toReversed(),
  ),
  'as many documents go in one call as it says that it takes': many(
    (honest) => async (documents, context) => {
      const outcomes = await honest.exportMany(documents.slice(0, 4), context);
      return documents.map((_, index) => outcomes[index] ?? retry);
    },
  ),
  'the same documents again in one call, in another order, make no second ones, and get the same ids': many(
    (honest) => (documents, context) =>
      honest.exportMany(
        documents.map((document, index) => ({ ...document, key: `${document.key} at ${index}` })),
        context,
      ),
  ),
  'a document that was exported alone is the same one among several': many(
    (honest) => (documents, context) =>
      honest.exportMany(
        documents.map((document) => ({ ...document, key: `${document.key} among several` })),
        context,
      ),
  ),
  'new documents and changes of copies go in one call': many(
    (honest) => (documents, context) =>
      honest.exportMany(
        documents.map((document) => ({ ...document, externalId: null })),
        context,
      ),
  ),
  'ten calls for the same documents, all at once, make each of them once': many((honest) => {
    let calls = 0;
    return async (documents, context) => {
      // It looks before it leaps.
      const found = await Promise.all(documents.map((document) => honest.find(document, context)));
      calls += 1;
      const outcomes = await honest.exportMany(
        documents.map((document) => ({ ...document, key: `${document.key} call ${calls}` })),
        context,
      );
      return outcomes.map((outcome, index) => {
        const known = found[index] ?? null;
        return known === null ? outcome : { status: 'confirmed', ...known };
      });
    };
  }),
  'one of several that the ledger refuses is rejected at its place, and the others are kept': tellingOfEach(
    (outcome) => (outcome?.status === 'rejected' ? { status: 'unknown', reason: 'one failed' } : rejected),
  ),
  'after a call for several whose answer was lost, find gives each copy': tellingOfEach(
    (outcome) => outcome ?? retry,
  ),
  'after a call for several whose answer was lost, the same documents again make no second ones':
    keepsNoKeysOfSeveral(),
  'of a call for several that never reached the ledger nothing is confirmed, and it can be made again':
    tellingOfEach((outcome) => outcome ?? rejected),
  'a limit of calls is told as retry for each of several, and nothing is kept': tellingOfEach((outcome) =>
    outcome?.status === 'confirmed' ? outcome : { status: 'unknown', reason: 'too many calls' },
  ),
  'a call for several that is aborted before it begins rejects with the reason, and keeps nothing': many(
    (honest) => (documents, context) => honest.exportMany(documents, { ...context, signal: undefined }),
  ),
};
