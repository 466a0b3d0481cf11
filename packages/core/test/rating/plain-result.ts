import { expect } from 'vitest';
import type { Charge } from '../../src/rating/charge.ts';
import { compileRater } from '../../src/rating/compile-rater.ts';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import type { RatedWork } from '../../src/rating/view/rated-work.ts';
import type { TimeEntry } from '../../src/work/time-entry.ts';
import { cutExactly } from '../reference/minute-judge.ts';
import { referenceRater } from '../reference/reference-rater.ts';
import type { ReferenceCharge, ReferenceResult } from '../reference/reference-result.ts';

/** A result as plain JSON, in the words that both raters have. */
export interface PlainResult {
  readonly entryCount: number;
  readonly charges: readonly PlainCharge[];
  readonly blocked: readonly unknown[];
  readonly excluded: readonly unknown[];
  readonly warnings: readonly unknown[];
  readonly cost: { readonly charges: readonly PlainCharge[]; readonly missing: readonly unknown[] } | null;
}

export type PlainCharge = Omit<ReferenceCharge, 'unitPrice' | 'amountTimes3600'> & {
  readonly unitPrice: string;
  /** Rounded half-up to 10 decimals. */
  readonly amount: string;
};

export function plainOfRated(rated: RatedWork): PlainResult {
  const { entryCount, blocked, excluded, warnings, cost } = rated;
  return {
    entryCount,
    charges: Array.from(rated.charges(), plainCharge),
    blocked: blocked.map(({ error, ...rest }) => ({ ...rest, errorCode: error?.code ?? null })),
    excluded,
    warnings,
    cost: cost === null ? null : { charges: Array.from(cost.charges(), plainCharge), missing: cost.missing },
  };
}

export function plainOfReference({ charges, cost, ...rest }: ReferenceResult): PlainResult {
  return {
    ...rest,
    charges: charges.map(plainReferenceCharge),
    cost:
      cost === null
        ? null
        : {
            charges: cost.charges.map(plainReferenceCharge),
            missing: cost.missing,
          },
  };
}

/** Rates work both ways and asserts that they agree on everything. */
export function rateBoth(
  policy: RatingPolicy,
  entries: readonly TimeEntry[],
  contractId: string | null = null,
): PlainResult {
  const rated = compileRater(policy).rate(entries, { faults: 'block', contractId });
  const reference = referenceRater(policy, cutExactly).rate(
    entries,
    contractId === null ? {} : { contractId },
  );
  const plain = plainOfRated(rated);
  expect(plain).toEqual(plainOfReference(reference));
  return plain;
}

function plainCharge(charge: Charge): PlainCharge {
  const {
    key: _k,
    agentId: _a,
    teamId: _t,
    serviceTypeId: _s,
    workItem: _w,
    start: _st,
    trace: _tr,
    ...plain
  } = charge;
  return plain;
}

function plainReferenceCharge({ unitPrice, amountTimes3600, ...charge }: ReferenceCharge): PlainCharge {
  const amount = amountTimes3600.dividedBy(3600).toDecimalPlaces(10).toFixed();
  return { ...charge, unitPrice: unitPrice.toFixed(), amount };
}
