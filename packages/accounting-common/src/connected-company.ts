import type { CancelSignal, ConnectorContext } from '@billwright/core';
import type { CallBudget } from './call-budget.ts';
import type { Caller } from './caller.ts';
import type { FetchAnswer } from './fetch.ts';
import type { RefreshAnswer } from './fresh-grant.ts';
import type { Grant } from './grant.ts';
import { request, type Sent } from './request.ts';
import { throwIfAborted } from './throw-if-aborted.ts';
import { usableGrant, withGrant } from './with-grant.ts';
import { withinBudgets } from './within-budgets.ts';

/** A company that a tenant is connected to. */
export interface ConnectedCompany<Call, Answer> {
  readonly companyId: string;
  /** @throws BillingError `CONNECTOR_FAILED`, or `CONNECTOR_NOT_CONNECTED`. */
  readonly call: (call: Call) => Promise<Answer>;
}

/** What a call is as a request, but for the token. */
export interface CallRequest extends Sent {
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** What the call takes its place from; the first is closed when the provider wants to be left alone. */
  readonly budgets: readonly [CallBudget, ...CallBudget[]];
}

/** What an answer is read with. */
export interface ReadingContext {
  readonly companyId: string;
  /** What must not be in any text. */
  readonly secrets: readonly string[];
  /** How often in a row the company was told to wait, this time included. */
  readonly refusals: number;
}

/** How the companies of a provider are called. */
export interface CompanyCalls<Call, Answer> {
  readonly refresh: (grant: Grant, signal: CancelSignal | undefined) => Promise<RefreshAnswer>;
  readonly requestOf: (companyId: string, call: Call) => CallRequest;
  /** @throws BillingError `CONNECTOR_FAILED` when the answer is not good. */
  readonly read: (answer: FetchAnswer, context: ReadingContext) => Promise<Answer>;
}

/**
 * The company that a tenant is connected to. Calls of it go with tokens that are good, and within its budgets.
 *
 * @throws BillingError `CONNECTOR_NOT_CONNECTED` when there is none.
 */
export async function connectedCompany<Call, Answer>(
  caller: Caller,
  context: ConnectorContext,
  { refresh, requestOf, read }: CompanyCalls<Call, Answer>,
): Promise<ConnectedCompany<Call, Answer>> {
  throwIfAborted(context);
  const { signal } = context;
  const refreshed = (grant: Grant): Promise<RefreshAnswer> => refresh(grant, signal);
  const { companyId } = await usableGrant(caller, context, refreshed);
  const callWith = async (call: Call, { accessToken, refreshToken }: Grant): Promise<Answer> => {
    const { url, query, headers, budgets, ...sent } = requestOf(companyId, call);
    const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
    const address = search === '' ? url : `${url}?${search}`;
    const own = { accept: 'application/json', authorization: `Bearer ${accessToken}` };
    const secrets = [accessToken, refreshToken];
    return withinBudgets(caller.id, budgets, async (refusals) => {
      const answer = await request(
        caller,
        address,
        { ...sent, headers: { ...own, ...headers } },
        signal,
        secrets,
      );
      return read(answer, { companyId, secrets, refusals });
    });
  };
  return {
    companyId,
    call: (call) =>
      withGrant(caller, context, { companyId, refresh: refreshed }, (grant) => callWith(call, grant)),
  };
}
