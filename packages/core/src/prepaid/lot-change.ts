import { z } from 'zod';
import { BillingError } from '../errors/billing-error.ts';
import { inputError, parseInput } from '../errors/parse-input.ts';
import { idSchema, textSchema } from '../errors/text-schema.ts';
import { type DecimalString, decimalStringSchema } from '../money/decimal-string.ts';
import { type Instant, instantSchema } from '../time/instant.ts';
import { remainingUnits } from './balance.ts';
import { textOfUnits, unitsOfWritten } from './ledger-quantity.ts';
import type { PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/** A change of a lot that somebody asks for. */
export interface LotChange {
  /** The change's own id: the same one is posted once. */
  readonly id: string;
  /** In hours or in the account's currency; `null` for all that is left. */
  readonly quantity: DecimalString | null;
  readonly at: Instant;
  readonly reason?: string | null | undefined;
}

/** What every change of a lot that comes from outside has. */
export const lotChangeFields = {
  id: idSchema,
  quantity: decimalStringSchema.nullable(),
  at: instantSchema,
};

/** A {@link LotChange} that was read. */
type ReadLotChange = Required<LotChange> & { readonly reason: string | null };

const lotChangeSchema: z.ZodType<ReadLotChange, LotChange> = z.strictObject({
  ...lotChangeFields,
  reason: textSchema(1000).nullable().default(null),
});

/** Reads a change that somebody asks for. */
export function readLotChange(change: LotChange): ReadLotChange {
  return parseInput('PREPAID_POSTING_INVALID', lotChangeSchema, change);
}

/** The posting with a key, if the ledger has it. */
export function findPosting(
  account: PrepaidAccount,
  postings: readonly PrepaidPosting[],
  key: string,
): PrepaidPosting | undefined {
  return postings.find((posting) => posting.accountId === account.id && posting.key === key);
}

/** What is to leave a lot, in whole steps: above 0 and no more than is left. */
export function unitsToTake(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
  quantity: DecimalString | null,
): bigint {
  const units =
    quantity === null ? remainingUnits(account, lot.id, postings) : unitsOfWritten(account, quantity);
  if (units <= 0n) {
    const message = quantity === null ? `nothing is left of the lot "${lot.id}"` : 'must be above 0';
    throw inputError('PREPAID_POSTING_INVALID', [{ path: ['quantity'], message }]);
  }
  requireLeft(account, lot.id, postings, units);
  return units;
}

/** Refuses to take more out of a lot than is left in it. */
export function requireLeft(
  account: PrepaidAccount,
  lotId: string,
  postings: readonly PrepaidPosting[],
  needed: bigint,
): void {
  const left = remainingUnits(account, lotId, postings);
  if (needed <= left) return;
  throw new BillingError('PREPAID_SHORT', {
    lotId,
    needed: textOfUnits(account, needed),
    left: textOfUnits(account, left),
  });
}
