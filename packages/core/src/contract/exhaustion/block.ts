import { exhaustionKind } from '../exhaustion-kind.ts';

/** Work above the allowance waits until somebody decides (R63). */
export const block = exhaustionKind({ name: 'block', becomes: () => ({ rest: 'hold', reason: 'quota' }) });
