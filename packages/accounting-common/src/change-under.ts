import type { ConnectorContext } from '@billwright/core';

/**
 * Changes what is remembered of a company under a name, however many do so at once: the change is made to what is there in
 * the end. `null` leaves it as it is.
 */
export async function changeUnder(
  { memory }: ConnectorContext,
  companyId: string,
  name: string,
  change: (kept: string | null) => string | null,
): Promise<void> {
  const key = `${companyId}:${name}`;
  for (;;) {
    const kept = await memory.get(key);
    const value = kept === null || kept.value === '' ? null : kept.value;
    const changed = change(value);
    if (changed === null || changed === value) return;
    if (await memory.set(key, changed, kept?.revision ?? null)) return;
  }
}
