import { type CollectionName, collections } from '../ports/collections.ts';
import type { CancelSignal } from '../ports/cancel-signal.ts';
import { asJson } from './as-json.ts';
import { canonicalJson } from './canonical-json.ts';
import { storedRows } from './stored-rows.ts';
import type { TenantScope } from './tenant-scope.ts';

/** How an export can be given up. */
export interface ExportOptions {
  readonly signal?: CancelSignal | undefined;
}

/** The form of the lines. It goes up when a reader of the old form would read the new one wrong. */
const version = 1;

/**
 * Everything that is stored of a tenant, as lines of JSON without their line breaks. The first says what it is; each other
 * one is a row: its collection, its id, its value. What connectors remember is left out, since there are secrets in it.
 *
 * Each part is read by itself while others go on writing: for an export that agrees in itself, let nobody write.
 */
export async function* exportTenant(
  scope: TenantScope,
  { signal }: ExportOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { tenantId, context } = scope;
  yield canonicalJson({ format: 'billwright', version, tenantId, at: context.clock.now() });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they are the keys of the list itself
  for (const collection of Object.keys(collections) as CollectionName[]) {
    if (collection === 'connectors') continue;
    for await (const { id, value } of storedRows(scope, collection)) {
      if (signal?.aborted === true) throw signal.reason;
      yield canonicalJson(asJson({ collection, id, value }));
    }
  }
}
