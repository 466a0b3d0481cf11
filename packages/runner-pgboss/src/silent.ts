import type { Logger } from '@billwright/core';

/** For who has no logger. */
export const silent: Logger = { info: nothing, warn: nothing, error: nothing };

function nothing(): void {}
