import {
  type ExportResult,
  externalId as externalIdOf,
  forgetFinding,
  requestId,
} from '@billwright/accounting-common';
import type { ConnectorContext, ExportOutcome, LedgerDocument } from '@billwright/core';
import { type Company, openCompany } from './company.ts';
import { currentCopy } from './current-copies.ts';
import { entityOf } from './document-body.ts';
import { ownId } from './external-id.ts';
import { ownCopy } from './find-copy.ts';
import { isVoided } from './is-voided.ts';
import { outcomeOf } from './outcome-of.ts';
import type { Setup } from './setup.ts';
import { write } from './write.ts';

/** Takes a copy back. QuickBooks voids invoices, and of credit memos it knows only to delete them. */
export async function voidCopy(
  setup: Setup,
  document: LedgerDocument,
  context: ConnectorContext,
): Promise<ExportResult> {
  const { key, attempt } = document;
  let wasSent = false;
  try {
    const company = await openCompany(setup, context);
    const externalId = document.externalId ?? (await unseenCopy(company, document));
    if (externalId === null) return { status: 'rejected', reason: 'there is no copy to take back' };
    const { entity, id } = ownId(company, externalId);
    for (let round = 1; ; round += 1) {
      const copy = await currentCopy(company, externalId);
      // It was voided, and the answer was lost, or somebody has done so there.
      if (copy === null || isVoided(copy)) return await takenBack(company, document, externalId);
      const { SyncToken } = copy;
      wasSent = true;
      const operation = entity === 'Invoice' ? 'void' : 'delete';
      const id32 = requestId(company.realmId, 'void', key, attempt, SyncToken);
      const [result] = await write(company, [
        { entity, operation, body: { Id: id, SyncToken }, requestId: id32 },
      ]);
      if (result?.status !== 'failed' || result.error.details.fault === '610')
        return await takenBack(company, document, externalId);
      if (result.error.details.fault !== '5010' || round === 3) throw result.error;
      wasSent = false;
    }
  } catch (error) {
    return outcomeOf(error, wasSent);
  }
}

/** A copy that came through unseen, and was never told. */
async function unseenCopy(company: Company, document: LedgerDocument): Promise<string | null> {
  const copy = await ownCopy(company, document);
  return copy === null ? null : externalIdOf(company.realmId, entityOf(document.invoice), copy.Id);
}

/** Of what is not there any more no total differs. */
async function takenBack(
  { context, realmId }: Company,
  { invoice }: LedgerDocument,
  externalId: string,
): Promise<ExportOutcome> {
  await forgetFinding(context, realmId, invoice.id);
  return { status: 'confirmed', externalId };
}
