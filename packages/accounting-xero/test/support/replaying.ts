import type { Fetch } from '@billwright/accounting-common';
import { answerOf, type FakeAnswer } from '@billwright/accounting-common/testing';
import { openOrganisation, type Organisation } from '../../src/organisation.ts';
import type { XeroOptions } from '../../src/options.ts';
import { type Setup, setupOf } from '../../src/setup.ts';
import { type Connected, connected, optionsFor } from './connected.ts';
import { operationOf } from './schema.ts';
import { vendorExamples } from './vendor-examples.ts';

/** A tenant whose organisation answers some calls as Xero shows it, and the others as the fake does. */
export interface Replaying extends Connected {
  readonly setup: Setup;
  readonly own: Organisation;
  /** The examples that were given as answers. */
  readonly served: readonly string[];
  /** The bodies of what was sent to one operation. */
  sent(operationId: string): readonly unknown[];
}

/** Connects a tenant, and answers from then on with examples, by their names, or with something else instead. */
export async function replaying(
  names: readonly string[],
  options: Partial<XeroOptions> = {},
  instead: FakeAnswer | null = null,
): Promise<Replaying> {
  const base = await connected({ currencies: ['NZD'] });
  const { organisation, context, clock } = base;
  const examples = names.map((name) => {
    const example = vendorExamples.find((one) => one.name === name);
    if (example === undefined) throw new Error(`Xero shows no ${name}`);
    return example;
  });
  const served: string[] = [];
  const sent: { readonly operationId: string | undefined; readonly body: unknown }[] = [];
  const fetch: Fetch = async (url, request) => {
    const { pathname } = new URL(url);
    const path = pathname.replace('/api.xro/2.0/', '');
    const id = pathname === '/connections' ? 'getConnections' : undefined;
    const operationId = id ?? operationOf({ method: request.method, path })?.operationId;
    const { body } = request;
    sent.push({ operationId, body: typeof body === 'string' ? (JSON.parse(body) as unknown) : body });
    const example = examples.find((one) => one.operationId === operationId);
    if (example === undefined) return organisation.fetch(url, request);
    served.push(example.name);
    return answerOf(instead ?? example);
  };
  const setup = setupOf({ ...optionsFor(organisation, clock), fetch, ...options });
  const own = await openOrganisation(setup, context);
  return {
    ...base,
    setup,
    own,
    served,
    sent: (operationId) => sent.filter((one) => one.operationId === operationId).map(({ body }) => body),
  };
}
