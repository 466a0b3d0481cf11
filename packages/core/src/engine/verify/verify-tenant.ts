import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { auditHead } from '../audit/audit-chain.ts';
import { readAll } from '../page.ts';
import { storedRows } from '../stored-rows.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Checker, TenantView } from './checker.ts';
import { checkers as allCheckers } from './checkers.ts';
import { customersOf } from './customers-of.ts';
import { readCustomerRows } from './customer-rows.ts';
import type { Violation } from './violation.ts';

/** How a check can be given up. */
export interface VerifyOptions {
  readonly signal?: CancelSignal | undefined;
}

/**
 * Checks what is stored of a tenant, one customer after another. While a customer is read it is locked; no more than one
 * is in memory.
 */
export async function* verifyTenant(
  scope: TenantScope,
  { signal }: VerifyOptions = {},
  checkers: readonly Checker[] = allCheckers,
): AsyncGenerator<Violation, void, undefined> {
  const view = viewOf(scope, signal);
  const { tenantId } = scope;
  for (const checker of checkers) {
    if (checker.of !== 'tenant') continue;
    const { invariant, says } = checker;
    for await (const found of checker.check(view)) yield { tenantId, invariant, says, ...found };
  }
  const ofCustomer = checkers.filter((checker) => checker.of === 'customer');
  for await (const customerId of customersOf(view)) {
    const rows = await scope.read((unit) => readCustomerRows(unit, customerId), signal);
    for (const checker of ofCustomer) {
      const { invariant, says } = checker;
      for await (const found of checker.check(rows)) yield { tenantId, invariant, says, ...found };
    }
  }
}

function viewOf(scope: TenantScope, signal: CancelSignal | undefined): TenantView {
  const unlessAborted = async function* <Value>(values: AsyncIterable<Value>): AsyncGenerator<Value, void> {
    for await (const value of values) {
      if (signal?.aborted === true) throw signal.reason;
      yield value;
    }
  };
  return {
    now: scope.context.clock.now(),
    each: (from, { index, from: first, to } = {}) =>
      unlessAborted(readAll(scope, { from, index, range: { from: first, to } })),
    find: (from, id) => scope.read((unit) => unit.find(from, id), signal),
    auditHead: () => scope.read((unit) => auditHead(unit), signal),
    rows: (collection) => unlessAborted(storedRows(scope, collection)),
  };
}
