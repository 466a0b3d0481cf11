import { digestOf } from '../digest.ts';

/** The key of one revision of an invoice in a ledger: 40 characters, of this tenant only, always the same. */
export const documentKey = async (...parts: readonly string[]): Promise<string> =>
  (await digestOf(parts.map(encodeURIComponent).join(':'))).slice(0, 40);
