import type { ErrorCode, ErrorDetails } from './codes.ts';

/** What the registry says of one code. */
export interface ErrorEntry<Code extends ErrorCode> {
  /** When it happens, one sentence for the documentation. */
  readonly when: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** The message of one occurrence. */
  readonly message: (details: ErrorDetails[Code]) => string;
}

/** The entries of some of the codes. */
export type ErrorEntries<Some extends ErrorCode> = { readonly [Code in Some]: ErrorEntry<Code> };
