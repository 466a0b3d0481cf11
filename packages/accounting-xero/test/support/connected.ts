import type { ConnectorContext } from '@billwright/core';
import { connectorMemory } from '@billwright/core/conformance';
import { type FixedClock, fixedClock } from '@billwright/core/testing';
import type { XeroOptions } from '../../src/options.ts';
import { type FakeXero, type FakeXeroOptions, fakeXero } from '../../src/testing/fake-xero.ts';
import { type Xero, xero } from '../../src/xero.ts';
import { checkAnswer, checkRequest } from './schema.ts';
import { webhookFault } from './webhook-schema.ts';

/** A connector, the organisation that it is connected to, and a tenant. */
export interface Connected {
  readonly connector: Xero;
  readonly organisation: FakeXero;
  readonly context: ConnectorContext;
  readonly clock: FixedClock;
}

/** The options of a connector that talks to a fake. */
export const optionsFor = (organisation: FakeXero, clock: Pick<FixedClock, 'now'>): XeroOptions => ({
  clientId: 'app',
  clientSecret: 'canary-client-secret',
  redirectUri: 'https://desk.example/xero',
  webhookKey: organisation.webhookKey,
  tokenKeys: { current: 'k1', keys: { k1: new Uint8Array(32).fill(7) } },
  tenantsOfOrganisation: async (id) => (id === organisation.organisationId ? ['desk'] : []),
  fetch: organisation.fetch,
  clock,
  wait: () => new Promise((go) => setImmediate(go)),
});

/** Connects a tenant, and chooses the revenue account. */
export async function connectTo(
  connector: Xero,
  organisation: FakeXero,
  context: ConnectorContext,
): Promise<void> {
  const session = { tenantId: context.tenantId, sessionId: 'browser 1' };
  const callback = organisation.consent(connector.authorizeUrl(session));
  await connector.connect(context, { ...callback, sessionId: session.sessionId });
  await connector.chooseRevenueAccount(context, '200');
}

/** A fake whose calls are checked by Xero's schema, and whose faults begin when everything is arranged. */
export function arrangedFake(
  clock: Pick<FixedClock, 'now'>,
  fake: Partial<FakeXeroOptions>,
): { readonly organisation: FakeXero; readonly begin: () => void } {
  let isReady = false;
  const faults: FakeXeroOptions['faults'] = (call) => (isReady ? (fake.faults?.(call) ?? null) : null);
  const organisation = fakeXero({ clock, checkRequest, checkAnswer, ...fake, faults });
  return {
    organisation: {
      ...organisation,
      webhookRequest(...given) {
        const request = organisation.webhookRequest(...given);
        const fault = webhookFault(request);
        if (fault !== null) throw new Error(`the fake sends what Xero's schema does not know: ${fault}`);
        return request;
      },
    },
    begin() {
      isReady = true;
    },
  };
}

/** A tenant that is connected and ready to export. */
export async function connected(
  fake: Partial<FakeXeroOptions> = {},
  options: Partial<XeroOptions> = {},
): Promise<Connected> {
  const clock = fixedClock('2026-04-01T06:00:00.000Z');
  const { organisation, begin } = arrangedFake(clock, fake);
  const connector = xero({ ...optionsFor(organisation, clock), ...options });
  const context: ConnectorContext = { tenantId: 'desk', memory: connectorMemory() };
  await connectTo(connector, organisation, context);
  begin();
  return { connector, organisation, context, clock };
}
