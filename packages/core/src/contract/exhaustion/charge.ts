import { exhaustionKind } from '../exhaustion-kind.ts';

/** Work above the allowance is charged as if there were none. */
export const charge = exhaustionKind({ name: 'charge', becomes: () => ({ rest: 'charge', factor: '1' }) });
