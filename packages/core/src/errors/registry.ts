import { brokenRules } from './broken-rules.ts';
import type { ErrorCode } from './codes.ts';
import { engineErrors } from './engine-errors.ts';
import type { ErrorEntries } from './error-entry.ts';
import { refusedInput } from './refused-input.ts';

/**
 * Every error code with its meaning and its remedy. The page "Errors" of the documentation is made from it.
 */
export const errorRegistry: ErrorEntries<ErrorCode> = { ...refusedInput, ...brokenRules, ...engineErrors };
