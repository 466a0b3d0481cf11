import { isBillingError } from '../../errors/billing-error.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Instant, instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import type { EngineContext } from '../engine-context.ts';
import { faultOf } from '../outbox/call-outside.ts';
import { dispatch, type DispatchReport } from '../outbox/dispatch.ts';
import { TenantScope } from '../tenant-scope.ts';
import { type TickPart, tickParts } from './parts.ts';

/** What the passing of time is to bring about. */
export interface TickOptions {
  /** Default: the clock's. */
  readonly now?: string | undefined;
  /**
   * Default: all that the storage knows. Messages are dispatched for all tenants, whoever is named: those that are due are
   * leased over all of them.
   */
  readonly tenants?: readonly string[] | undefined;
  /** Begins nothing more once it aborts. */
  readonly signal?: CancelSignal | undefined;
}

/** What became of one part for one tenant. */
export type TickOutcome = {
  readonly tenantId: string;
  /** For example `ledger-sync`. */
  readonly part: string;
} & (
  | { readonly status: 'done'; readonly result: unknown }
  /** `code`: `null` when it is none of ours. */
  | { readonly status: 'failed'; readonly code: ErrorCode | null; readonly reason: string }
);

/** What the passing of time has brought about. */
export interface TickReport {
  readonly at: Instant;
  readonly outcomes: readonly TickOutcome[];
  readonly dispatched: DispatchReport;
}

/** Does everything that time brings about. A part that fails, or a tenant, never stops another. */
export async function tick(
  outer: EngineContext,
  { now, tenants, signal }: TickOptions = {},
  parts: readonly TickPart[] = tickParts,
): Promise<TickReport> {
  const context = now === undefined ? outer : { ...outer, clock: clockFrom(outer.clock, instant(now)) };
  const at = context.clock.now();
  const outcomes: TickOutcome[] = [];
  for await (const tenantId of tenants ?? allTenants(context)) {
    const scope = new TenantScope(context, tenantId);
    for (const part of parts) {
      if (signal?.aborted !== true) outcomes.push(await runPart(scope, part, at));
    }
  }
  return { at, outcomes, dispatched: await dispatch(context, { signal }) };
}

async function runPart(scope: TenantScope, { name: part, run }: TickPart, at: Instant): Promise<TickOutcome> {
  const { tenantId, context } = scope;
  try {
    return { tenantId, part, status: 'done', result: (await run(scope, at)) ?? null };
  } catch (error) {
    const reason = faultOf(error);
    context.logger.error('a part of the tick failed', { tenantId, part, reason });
    return { tenantId, part, status: 'failed', code: isBillingError(error) ? error.code : null, reason };
  }
}

async function* allTenants({ storage }: EngineContext): AsyncGenerator<string, void, undefined> {
  for (let after: string | undefined; ; ) {
    const some = await storage.tenants({ after, limit: 500 });
    yield* some;
    after = some.at(-1);
    if (after === undefined) return;
  }
}

/** A clock that stands at another instant, and goes on as the given one does. */
function clockFrom(clock: Clock, from: Instant): Clock {
  const start = Date.parse(clock.now());
  return { ...clock, now: () => secondsAfter(from, (Date.parse(clock.now()) - start) / 1000) };
}
