import { createHash } from 'node:crypto';

/** The id under which QuickBooks does a request once: 32 characters, always the same for the same parts. */
export const requestId = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
