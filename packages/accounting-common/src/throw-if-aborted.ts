import type { ConnectorContext } from '@billwright/core';

/** Whoever gives up before anything is done is told so with their own reason. */
export function throwIfAborted({ signal }: Pick<ConnectorContext, 'signal'>): void {
  if (signal?.aborted === true) throw signal.reason;
}
