import { exhaustionKind } from '../exhaustion-kind.ts';

/** Work above the allowance is for the contract's prepaid pools; what they do not have is charged. */
export const prepaid = exhaustionKind({ name: 'prepaid', becomes: () => ({ rest: 'charge', factor: '1' }) });
