import { isBic } from './epc-code.ts';
import { isIban } from './iban.ts';
import type { Words } from './words/words.ts';

const isSortCode = (routing: string): boolean => /^\d{2}-\d{2}-\d{2}$/.test(routing);

/** What the number of a bank is called, by its form. */
export function routingLabel(account: string, routing: string, words: Words): string {
  if (isIban(account) || isBic(routing)) return words.bic;
  return isSortCode(routing) ? words.sortCode : words.routing;
}
