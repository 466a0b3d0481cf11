import type { ConnectorContext } from '@billwright/core';

const keyOf = (realmId: string, name: string): string => `${realmId}:${name}`;

/** What is remembered of a company under a name; `null` when nothing is. */
export async function rememberedUnder(
  { memory }: ConnectorContext,
  realmId: string,
  name: string,
): Promise<string | null> {
  const kept = await memory.get(keyOf(realmId, name));
  return kept === null || kept.value === '' ? null : kept.value;
}

/** Changes whenever something is remembered or forgotten under a name; 0 when nothing ever was. */
export async function revisionUnder(
  { memory }: ConnectorContext,
  realmId: string,
  name: string,
): Promise<number> {
  return (await memory.get(keyOf(realmId, name)))?.revision ?? 0;
}

/** Remembers something of a company. Whoever writes at the same time knows as much, so one of them is enough. */
export async function rememberUnder(
  { memory }: ConnectorContext,
  realmId: string,
  name: string,
  value: string,
  when: 'always' | 'unless-known' = 'always',
): Promise<void> {
  const kept = await memory.get(keyOf(realmId, name));
  if ((kept?.value ?? '') === value || (when === 'unless-known' && kept !== null && kept.value !== ''))
    return;
  await memory.set(keyOf(realmId, name), value, kept?.revision ?? null);
}

/** Forgets what turned out to be wrong. */
export const forgetUnder = (context: ConnectorContext, realmId: string, name: string): Promise<void> =>
  rememberUnder(context, realmId, name, '');
