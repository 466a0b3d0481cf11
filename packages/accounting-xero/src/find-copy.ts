import type { ConnectorContext, LedgerDocument } from '@billwright/core';
import { foundCopy } from './adopt-copy.ts';
import { findCopies } from './find-copies.ts';
import { documentIdsOf, runFollowUps } from './follow-ups.ts';
import { keptDocument } from './kept-document.ts';
import { openOrganisation } from './organisation.ts';
import type { Setup } from './setup.ts';

/**
 * The copy of a document that may have come through unseen; `null` when there is none. What would have been done after its
 * export, had its answer come, is done now. One that may be of an earlier revision is none of this: the next export finds
 * its number taken, and brings it up to date.
 */
export async function findCopy(
  setup: Setup,
  document: LedgerDocument,
  context: ConnectorContext,
): Promise<{ readonly externalId: string } | null> {
  const organisation = await openOrganisation(setup, context);
  const row = (await findCopies(organisation, [document])).get(document);
  if (row === undefined) return null;
  const { isEarlier, keys } = await foundCopy(organisation, document, row);
  if (isEarlier) return null;
  const kept = await keptDocument(organisation, document, keys, row, true);
  if (kept.status !== 'confirmed') return null;
  await runFollowUps(organisation, documentIdsOf(organisation, [kept.externalId]));
  return { externalId: kept.externalId };
}
