import { type BillCase, billCase } from '../bill-case.ts';
import { broken, holds, type Law } from '../law.ts';

/** Looks at all money that a bill tells, wherever it stands. */
export const billCurrencySafe: Law<BillCase> = {
  name: 'bill-currency-safe',
  says: "All money of a bill is in the contract's currency.",
  exceptions: {},
  judge(given) {
    const { currency } = given.facts.contract;
    const other = currenciesIn(billCase(given)).find((found) => found !== currency);
    return other === undefined ? holds : broken({ expected: currency, found: other });
  },
};

function currenciesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(currenciesIn);
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'currency' && typeof inner === 'string' ? [inner] : currenciesIn(inner),
  );
}
