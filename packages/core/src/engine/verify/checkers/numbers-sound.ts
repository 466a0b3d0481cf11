import { isCurrency, minorDigits } from '../../../money/currency.ts';
import { type CollectionName, collections } from '../../../ports/collections.ts';
import type { Json } from '../../../ports/storage.ts';
import type { TenantChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** Every row, down to its last number. What connectors keep is theirs. */
export const numbersSound: TenantChecker = {
  invariant: 'I26',
  says: 'Every amount is a finite decimal of a known currency with its digits, and every count of seconds a whole one.',
  of: 'tenant',
  async *check(view) {
    for (const collection of names) {
      for await (const { id, value } of view.rows(collection)) {
        for (const { path, fault } of faultsIn(value, []))
          yield finding(collection, id, fault, { path: path.join('.') });
      }
    }
  },
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they are the keys of the list itself
const names = (Object.keys(collections) as CollectionName[]).filter((name) => name !== 'connectors');

interface Fault {
  readonly path: readonly string[];
  readonly fault: string;
}

function* faultsIn(value: Json, path: readonly string[]): Generator<Fault> {
  if (typeof value !== 'object' || value === null) return;
  if (isMoney(value)) {
    const fault = faultOfMoney(value.amount, value.currency);
    if (fault !== null) yield { path, fault };
    return;
  }
  for (const [key, field] of Object.entries(value)) {
    if (typeof field === 'number') {
      const isSeconds = key.endsWith('Seconds') || key === 'seconds';
      const isWrong = !Number.isFinite(field) || (isSeconds && !(Number.isSafeInteger(field) && field >= 0));
      if (isWrong) yield { path: [...path, key], fault: 'has a number that is none' };
    } else {
      yield* faultsIn(field, [...path, key]);
    }
  }
}

const isMoney = (value: object): value is { readonly amount: string; readonly currency: string } =>
  'amount' in value &&
  'currency' in value &&
  Object.keys(value).length === 2 &&
  typeof value.amount === 'string' &&
  typeof value.currency === 'string';

/** As many digits as no amount of a business has. */
const mostDigits = 20;

function faultOfMoney(amount: string, currency: string): string | null {
  if (!isCurrency(currency)) return 'has an amount in a currency that is not known';
  const [, sign, whole = '', fraction = ''] = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (sign === undefined || fraction.length !== minorDigits(currency))
    return 'has an amount that is none of its currency';
  if (whole.length > mostDigits) return 'has an amount beyond all bounds';
  return sign === '-' && /^[0.]+$/.test(`${whole}.${fraction}`) ? 'has an amount of -0' : null;
}
