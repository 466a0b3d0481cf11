/** Whether an account is an IBAN whose check digits are right. */
export function isIban(account: string): boolean {
  const iban = compactIban(account);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = Array.from(iban.slice(4) + iban.slice(0, 4), (character) => Number.parseInt(character, 36));
  return BigInt(digits.join('')) % 97n === 1n;
}

/** Without spaces. */
export const compactIban = (account: string): string => account.replaceAll(/\s/g, '').toUpperCase();

/** In groups of four, as banks print it. */
export const ibanInGroups = (account: string): string =>
  compactIban(account).replaceAll(/(.{4})(?=.)/g, '$1\u00a0');
