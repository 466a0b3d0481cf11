import {
  externalId as externalIdOf,
  type ExportResult,
  exportResult,
  forgetFinding,
  ownId,
} from '@billwright/accounting-common';
import { type ConnectorContext, isBillingError, type LedgerDocument } from '@billwright/core';
import { z } from 'zod';
import { type DocumentEntity, documentEntities, entityOf } from './document-row.ts';
import { findCopies } from './find-copies.ts';
import { dropFollowUps } from './follow-ups.ts';
import { openOrganisation, type Organisation, read } from './organisation.ts';
import { requestKey } from './request-key.ts';
import type { Setup } from './setup.ts';
import { forgetWaiting } from './waiting-credits.ts';
import { rowSchema } from './write-rows.ts';

const stateSchema = z.looseObject({
  Status: z.string(),
  Allocations: z.array(z.looseObject({ AllocationID: z.string().optional() })).default([]),
});

/**
 * Takes a copy back: what was approved is voided, a draft is deleted. A credit note that was taken off an invoice is put
 * back first; payments are not touched, so an invoice that has some is refused.
 */
export async function voidCopy(
  setup: Setup,
  document: LedgerDocument,
  context: ConnectorContext,
): Promise<ExportResult> {
  let wasSent = false;
  try {
    const organisation = await openOrganisation(setup, context);
    const externalId = document.externalId ?? (await unseenCopy(organisation, document));
    if (externalId === null) return { status: 'rejected', reason: 'there is no copy to take back' };
    const { entity, id } = ownId(setup, organisation.id, documentEntities, externalId);
    const send = (status: string, round: number): Promise<void> => {
      wasSent = true;
      return changeStatus(organisation, document, { entity, id, status, round });
    };
    try {
      await send('VOIDED', 1);
    } catch (error) {
      if (!isBillingError(error, 'CONNECTOR_FAILED') || error.details.kind !== 'refused') throw error;
      wasSent = false;
      const { Status, Allocations } = await stateOf(organisation, entity, id);
      if (Status !== 'VOIDED' && Status !== 'DELETED') {
        for (const { AllocationID = '' } of Allocations)
          await organisation.call({
            method: 'DELETE',
            path: `CreditNotes/${id}/Allocations/${AllocationID}`,
          });
        if (Status === 'DRAFT' || Status === 'SUBMITTED') await send('DELETED', 2);
        else if (Allocations.length > 0) await send('VOIDED', 2);
        else throw error;
      }
    }
    if (entity === 'CreditNote') await forgetWaiting(organisation, document.invoice, id);
    await dropFollowUps(organisation, id);
    await forgetFinding(context, organisation.id, document.invoice.id);
    return { status: 'confirmed', externalId };
  } catch (error) {
    return exportResult(error, wasSent);
  }
}

/** A copy that came through unseen, and was never told. */
async function unseenCopy(organisation: Organisation, document: LedgerDocument): Promise<string | null> {
  const row = (await findCopies(organisation, [document])).get(document);
  if (row === undefined) return null;
  const entity = entityOf(document.invoice);
  return externalIdOf(organisation.id, entity, String(row[`${entity}ID`]));
}

async function changeStatus(
  organisation: Organisation,
  { key, attempt }: LedgerDocument,
  {
    entity,
    id,
    status,
    round,
  }: {
    readonly entity: DocumentEntity;
    readonly id: string;
    readonly status: string;
    readonly round: number;
  },
): Promise<void> {
  await organisation.call({
    method: 'POST',
    path: `${entity}s/${id}`,
    body: { [`${entity}s`]: [{ [`${entity}ID`]: id, Status: status }] },
    idempotencyKey: requestKey(organisation, 'status', key, attempt, status, round),
  });
}

async function stateOf(
  organisation: Organisation,
  entity: DocumentEntity,
  id: string,
): Promise<z.infer<typeof stateSchema>> {
  const { body } = await organisation.call({ method: 'GET', path: `${entity}s/${id}` });
  const rows = read(organisation, z.looseObject({ [`${entity}s`]: z.array(rowSchema) }), body);
  const [row] = z.array(rowSchema).parse(rows[`${entity}s`]);
  return read(organisation, stateSchema, row);
}
