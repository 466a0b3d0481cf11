import type { WebhookAnswer, WebhookRequest } from '../../ports/accounting.ts';
import type { EngineContext } from '../engine-context.ts';
import { sendAnew } from '../outbox/outbox.ts';
import { TenantScope } from '../tenant-scope.ts';
import { connectorOf } from './connector-of.ts';
import { syncMessage } from './sync-handler.ts';

/**
 * Takes a call of a ledger: a hint that something changed, whatever it says. The changes are fetched by the next
 * dispatch, so the ledger is answered at once.
 */
export async function receiveWebhook(
  context: EngineContext,
  connectorId: string,
  request: WebhookRequest,
): Promise<WebhookAnswer> {
  const connector = connectorOf(context, connectorId);
  const answer = await connector.webhook(request);
  if (answer.status === 'refused' || !connector.supports.payments) return answer;
  for (const tenantId of new Set(answer.tenantIds)) {
    // A message that is being worked on begins anew: the worker may have fetched before the change.
    await new TenantScope(context, tenantId).write({ method: 'ledgers.hint', given: null }, {}, (unit) =>
      sendAnew(unit, syncMessage(connectorId)),
    );
  }
  return answer;
}
