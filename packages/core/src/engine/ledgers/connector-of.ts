import { BillingError } from '../../errors/billing-error.ts';
import type { AccountingConnector } from '../../ports/accounting.ts';
import type { EngineContext } from '../engine-context.ts';

/**
 * A ledger by its id.
 *
 * @throws BillingError `CONNECTOR_UNKNOWN` when billing was not given it.
 */
export function connectorOf({ accounting }: EngineContext, connectorId: string): AccountingConnector {
  const connector = accounting.get(connectorId);
  if (connector !== undefined) return connector;
  throw new BillingError('CONNECTOR_UNKNOWN', { connectorId, known: [...accounting.keys()] });
}

/**
 * A ledger that can do something.
 *
 * @throws BillingError `CONNECTOR_UNKNOWN` when billing was not given it, `CONNECTOR_LACKS` when it can't.
 */
export function connectorThat(
  context: EngineContext,
  connectorId: string,
  ability: 'send' | 'payments' | 'void',
): AccountingConnector {
  const connector = connectorOf(context, connectorId);
  if (connector.supports[ability]) return connector;
  throw new BillingError('CONNECTOR_LACKS', { connectorId, ability });
}
