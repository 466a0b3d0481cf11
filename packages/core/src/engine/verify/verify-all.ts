import { idSchema } from '../../errors/text-schema.ts';
import { parseInput } from '../../errors/parse-input.ts';
import type { EngineContext } from '../engine-context.ts';
import { TenantScope } from '../tenant-scope.ts';
import { verifyTenant, type VerifyOptions } from './verify-tenant.ts';
import type { Violation } from './violation.ts';

/** What to check. */
export interface VerifyAllOptions extends VerifyOptions {
  /** Default: all tenants, one after another. */
  readonly tenantId?: string | undefined;
}

const tenantsAtOnce = 100;

/** Checks one tenant, or all that have anything stored. */
export async function* verifyAll(
  context: EngineContext,
  { tenantId, signal }: VerifyAllOptions = {},
): AsyncGenerator<Violation, void, undefined> {
  const options = { signal };
  if (tenantId !== undefined) {
    const id = parseInput('ENGINE_INVALID', idSchema, tenantId, ['tenantId']);
    yield* verifyTenant(new TenantScope(context, id), options);
    return;
  }
  for (let after: string | undefined; ; ) {
    const ids = await context.storage.tenants({ after, limit: tenantsAtOnce });
    for (const id of ids) yield* verifyTenant(new TenantScope(context, id), options);
    after = ids.at(-1);
    if (ids.length < tenantsAtOnce) return;
  }
}
