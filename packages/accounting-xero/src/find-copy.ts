import { failure } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerDocument } from '@billwright/core';
import { adoptCopy } from './adopt-copy.ts';
import { exportDocuments } from './export-documents.ts';
import { findCopies } from './find-copies.ts';
import { documentIdsOf, runFollowUps } from './follow-ups.ts';
import { openOrganisation } from './organisation.ts';
import { known } from './outcome-of.ts';
import type { Setup } from './setup.ts';

/**
 * The copy of a document that may have come through unseen; `null` when there is none. What would have been done after its
 * export, had its answer come, is done now.
 */
export async function findCopy(
  setup: Setup,
  document: LedgerDocument,
  context: ConnectorContext,
): Promise<{ readonly externalId: string } | null> {
  const organisation = await openOrganisation(setup, context);
  const row = (await findCopies(organisation, [document])).get(document);
  if (row === undefined) return null;
  const kept = known(
    await adoptCopy(organisation, document, row, async (changed) => {
      const [result] = await exportDocuments(setup, [changed], context);
      return known(result);
    }),
  );
  if (kept.status === 'retry') throw failure(setup.id, 'limited', kept.reason, { after: kept.after ?? null });
  // There is none of this revision, and there can't be: the next export says why.
  if (kept.status === 'rejected') return null;
  await runFollowUps(organisation, documentIdsOf(organisation, [kept.externalId]));
  return { externalId: kept.externalId };
}
