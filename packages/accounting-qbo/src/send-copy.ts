import { type ExportResult, requestId } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerDelivery } from '@billwright/core';
import { openCompany } from './company.ts';
import { ownId } from './external-id.ts';
import { outcomeOf } from './outcome-of.ts';
import type { Setup } from './setup.ts';

/** Lets QuickBooks mail a copy. The same delivery goes under the same id of a request, so it is mailed once. */
export async function sendCopy(
  setup: Setup,
  { externalId, key, to }: LedgerDelivery,
  context: ConnectorContext,
): Promise<ExportResult> {
  let wasSent = false;
  try {
    const company = await openCompany(setup, context);
    const { entity, id } = ownId(company, externalId);
    const sendTo = to.map(({ address }) => address).join(',');
    if (sendTo === '') return { status: 'rejected', reason: 'there is nobody to send it to' };
    wasSent = true;
    await company.call({
      method: 'POST',
      path: `${entity.toLowerCase()}/${encodeURIComponent(id)}/send`,
      query: { sendTo, requestid: requestId(company.realmId, 'send', key) },
      contentType: 'application/octet-stream',
    });
    return { status: 'confirmed', externalId };
  } catch (error) {
    return outcomeOf(error, wasSent);
  }
}
