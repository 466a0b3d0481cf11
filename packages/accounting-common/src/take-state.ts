import type { ConnectorContext } from '@billwright/core';
import { requestId } from './request-id.ts';

/**
 * Takes the state of a callback for use, once: `false` when it was used. Browsers call twice, and a code that comes twice
 * can cost the grant that it gave.
 */
export async function takeState(
  { memory }: Pick<ConnectorContext, 'memory'>,
  state: string,
): Promise<boolean> {
  const mark = requestId('state', state);
  for (;;) {
    const kept = await memory.get('connecting');
    if (kept?.value === mark) return false;
    if (await memory.set('connecting', mark, kept?.revision ?? null)) return true;
  }
}
