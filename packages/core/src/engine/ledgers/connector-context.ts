import { isBillingError } from '../../errors/billing-error.ts';
import type { ConnectorContext, ConnectorMemory } from '../../ports/accounting.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { collection } from '../collection.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** Something that a connector remembers, or how far its changes were fetched. */
export interface ConnectorNote {
  readonly connectorId: string;
  /** `memory`: it is the connector's own. `cursor`: it is the engine's, which has one. */
  readonly kind: 'memory' | 'cursor';
  readonly key: string;
  readonly value: string;
}

export const connectorNotes = collection<ConnectorNote, 'connectors'>({
  name: 'connectors',
  id: ({ connectorId, kind, key }) => noteId(connectorId, kind, key),
  keys: ({ connectorId }) => ({ connector: connectorId }),
});

/** The id of a note. */
export const noteId = (connectorId: string, kind: ConnectorNote['kind'], key: string): string =>
  [connectorId, kind, key].map(encodeURIComponent).join(':');

/** A tenant's connection to a ledger, for one call. */
export function connectorContext(
  scope: TenantScope,
  connectorId: string,
  signal: CancelSignal,
): ConnectorContext {
  return { tenantId: scope.tenantId, memory: connectorMemory(scope, connectorId), signal };
}

/** What a connector remembers for a tenant. It holds tokens, so the audit log says nothing about it. */
export function connectorMemory(scope: TenantScope, connectorId: string): ConnectorMemory {
  const idOf = (key: string): string => noteId(connectorId, 'memory', key);
  return {
    get: (key) =>
      scope.read(async (unit) => {
        const note = await unit.find(connectorNotes, idOf(key));
        const revision = unit.revisionOf(connectorNotes, idOf(key));
        return note === null || revision === null ? null : { value: note.value, revision };
      }),
    async set(key, value, revision) {
      return unlessOvertaken(() =>
        scope.write({ method: 'connector.remember', given: null }, {}, async (unit) => {
          await unit.find(connectorNotes, idOf(key));
          if (unit.revisionOf(connectorNotes, idOf(key)) !== revision) return false;
          const note = { connectorId, kind: 'memory', key, value } as const;
          if (revision === null) return unit.add(connectorNotes, note);
          await unit.save(connectorNotes, note);
          return true;
        }),
      );
    },
  };
}

/** A write that gave way again and again was overtaken, too. */
async function unlessOvertaken(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (isBillingError(error, 'STORAGE_CONFLICT')) return false;
    throw error;
  }
}
