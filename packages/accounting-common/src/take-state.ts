import type { ConnectorContext } from '@billwright/core';
import { partsOfState } from './connect-state.ts';
import { requestId } from './request-id.ts';

/**
 * Takes the state of a callback for use, once: `false` when it was used. Browsers call twice, and a code that comes twice
 * can cost the grant that it gave. Used ones are known until they end.
 */
export async function takeState(
  { memory }: Pick<ConnectorContext, 'memory'>,
  state: string,
  now: number,
): Promise<boolean> {
  const { nonce, until } = partsOfState(state);
  const mark = requestId('state', nonce);
  for (;;) {
    const kept = await memory.get('connecting');
    const used = (kept?.value ?? '').split(' ').filter((one) => Number(one.split(':')[1]) >= now);
    if (used.some((one) => one.startsWith(`${mark}:`))) return false;
    if (await memory.set('connecting', [...used, `${mark}:${until}`].join(' '), kept?.revision ?? null))
      return true;
  }
}
