import type { WebhookRequest } from '../../ports/accounting.ts';
import { require, requireSame, shown } from '../finding.ts';
import { accountingCase } from './accounting-subject.ts';

/** Calls that come in the ledger's name. */
export const webhookCases = [
  accountingCase(
    'a call of the ledger is accepted, and tells whose changes to fetch',
    async ({ connector, context, ledger }) => {
      const answer = await connector.webhook(await ledger.webhookRequest(context.tenantId));
      requireSame('the answer', answer, { status: 'accepted', tenantIds: [context.tenantId] });
    },
    { ledger: ['webhookRequest'] },
  ),

  accountingCase(
    'a call whose body was changed is refused',
    async ({ connector, context, ledger }) => {
      const { body, headers } = await ledger.webhookRequest(context.tenantId);
      require(body.length > 0, 'the probe made a call with an empty body');
      const changed = body.map((byte, index) => (index === Math.floor(body.length / 2) ? byte ^ 1 : byte));
      const more = new Uint8Array([...body, 32]);
      for (const forged of [changed, more, new Uint8Array()]) {
        const answer = await connector.webhook({ body: forged, headers });
        require(answer.status === 'refused', `it was accepted: ${shown(answer)}`);
      }
    },
    { ledger: ['webhookRequest'] },
  ),

  accountingCase(
    'a call without its signature, or with another, is refused',
    async ({ connector, context, ledger }) => {
      const { body, headers } = await ledger.webhookRequest(context.tenantId);
      const calls: readonly WebhookRequest[] = [
        { body, headers: {} },
        { body, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, ''])) },
        { body, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, 'AAAA'])) },
      ];
      for (const call of calls) {
        const answer = await connector.webhook(call);
        require(answer.status === 'refused', `it was accepted: ${shown(answer)}`);
      }
    },
    { ledger: ['webhookRequest'] },
  ),
];
