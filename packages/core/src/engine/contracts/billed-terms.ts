import type { Amendment, Contract } from '../../contract/contract.ts';
import { inputError } from '../../errors/parse-input.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { billedPeriodRecords } from '../records/billing.ts';
import { sameJson } from '../same-json.ts';
import type { Unit } from '../unit.ts';

/** The first day of a contract of which nothing was billed yet, or `null` before its first bill. */
export async function billedUntil(
  unit: Unit,
  { id, customerId }: Pick<Contract, 'id' | 'customerId'>,
): Promise<CivilDate | null> {
  let last: CivilDate | null = null;
  for await (const { contractId, period } of unit.each(billedPeriodRecords, {
    index: ['customer', customerId],
  }))
    if (contractId === id && (last === null || period.to > last)) last = period.to;
  return last;
}

/** What decides what the bills of a contract say. */
const billed = [
  'currency',
  'zone',
  'start',
  'cycle',
  'covers',
  'components',
  'linePolicy',
  'taxCodes',
  'discounts',
  'pricing',
] as const;

/**
 * Refuses a contract that says of billed days something else than it did: what was billed is explained by its terms.
 * Amendments from a later day on are free.
 *
 * @throws BillingError `CONTRACT_INVALID` with the paths of what is to change.
 */
export function requireSameBilledTerms(before: Contract, after: Contract, until: CivilDate): void {
  const changed: string[] = billed.filter((field) => !sameJson(before[field], after[field]));
  if (!sameJson(amendedBefore(before, until), amendedBefore(after, until))) changed.push('amendments');
  if (changed.length === 0) return;
  throw inputError(
    'CONTRACT_INVALID',
    changed.map((field) => ({
      path: [field],
      message: `was billed until ${until}: write an amendment from that day on, or delete those bills first`,
    })),
  );
}

const amendedBefore = ({ amendments }: Contract, until: CivilDate): readonly Amendment[] =>
  amendments.filter(({ from }) => from < until);
