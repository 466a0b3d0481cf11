import type { Connection, ConnectionStore, Grant } from './grant.ts';

/** Puts a connection in the place of the one that was there. */
export async function replaceConnection(
  store: ConnectionStore,
  { companyId, grant }: Pick<Connection, 'companyId' | 'grant'>,
): Promise<void> {
  const connection = { companyId, grant, lost: null, refreshingUntil: null };
  for (;;) {
    const kept = await store.read();
    if (await store.write(connection, kept?.revision ?? null)) return;
  }
}

/** Forgets the grant of a connection. Gives the one that was there; `null` when there was none. */
export async function dropGrant(
  store: ConnectionStore,
): Promise<{ readonly companyId: string; readonly grant: Grant } | null> {
  for (;;) {
    const kept = await store.read();
    if (kept === null || kept.connection.grant === null) return null;
    const { companyId, grant } = kept.connection;
    const gone = { ...kept.connection, grant: null, lost: 'it was disconnected', refreshingUntil: null };
    if (await store.write(gone, kept.revision)) return { companyId, grant };
  }
}
