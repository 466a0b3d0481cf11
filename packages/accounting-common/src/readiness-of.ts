import { isBillingError } from '@billwright/core';

/** Something that a company needs, or that is good to know before the first export. */
export interface Issue<Code extends string> {
  readonly code: Code;
  /** `true`: exports that need it will be rejected. */
  readonly isBlocking: boolean;
  readonly message: string;
}

/** Whether a company is ready, and what it needs before its first export. */
interface Looked<Code extends string> {
  readonly isReady: boolean;
  readonly issues: readonly Issue<Code | 'not-connected'>[];
}

/**
 * What looking at a company came to; of one that is not connected that alone.
 *
 * @param unknown what is told of a company that can't be looked at
 */
export async function readinessOf<Told extends object, Code extends string>(
  look: () => Promise<{ readonly told: Told; readonly issues: readonly Issue<Code>[] }>,
  unknown: Told,
): Promise<Told & Looked<Code>> {
  try {
    const { told, issues } = await look();
    return { isReady: issues.every(({ isBlocking }) => !isBlocking), ...told, issues };
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_NOT_CONNECTED')) throw error;
    const issue = { code: 'not-connected', isBlocking: true, message: error.details.reason } as const;
    return { isReady: false, ...unknown, issues: [issue] };
  }
}
