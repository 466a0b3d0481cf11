import { isDeepStrictEqual } from 'node:util';
import {
  type Charge,
  compileRater,
  type RatedWork,
  type RatingPolicy,
  type TimeEntry,
} from '@billwright/core';
import { type ReferenceCharge, type ReferenceResult, referenceRater } from './reference.ts';

/**
 * Rates work both ways, one call for each list of entries, and compares every charge and everything that was blocked
 * or left out.
 *
 * @returns how many charges there were.
 * @throws Error with the first difference: a fast wrong answer is not timed.
 */
export function assertAgreement(policy: RatingPolicy, ...calls: readonly (readonly TimeEntry[])[]): number {
  const rater = compileRater(policy);
  const reference = referenceRater(policy);
  let charges = 0;
  for (const entries of calls) {
    const rated = rater.rate(entries, { faults: 'block' });
    assertSameResult(rated, reference.rate(entries));
    charges += rated.chargeCount;
  }
  return charges;
}

function assertSameResult(rated: RatedWork, reference: ReferenceResult): void {
  assertEqual('charge', Array.from(rated.charges(), factsOf), reference.charges.map(referenceFactsOf));
  const blocked = rated.blocked.map(({ error, ...rest }) => ({ ...rest, errorCode: error?.code ?? null }));
  assertEqual('blocked entry', blocked, reference.blocked);
  assertEqual('excluded entry', rated.excluded, reference.excluded);
  assertEqual('warning', rated.warnings, reference.warnings);
}

/** @throws Error with the first pair that differs. */
export function assertEqual(what: string, ours: readonly unknown[], theirs: readonly unknown[]): void {
  for (let index = 0; index < Math.max(ours.length, theirs.length); index += 1) {
    if (isDeepStrictEqual(ours[index], theirs[index])) continue;
    const [one, other] = [ours[index], theirs[index]].map((side) => JSON.stringify(side));
    throw new Error(`The results differ, so nothing is timed. First ${what}: ${one} is not ${other}`);
  }
}

function factsOf(charge: Charge): object {
  // What the reference does not tell: names, and whom the entry says it is of.
  const { key: _k, agentId: _a, teamId: _t, serviceTypeId: _s, workItem: _w, ...named } = charge;
  const { start: _b, trace: _c, ...facts } = named;
  return facts;
}

function referenceFactsOf({ unitPrice, amountTimes3600, ...charge }: ReferenceCharge): object {
  const amount = amountTimes3600.dividedBy(3600).toDecimalPlaces(10).toFixed();
  return { ...charge, unitPrice: unitPrice.toFixed(), amount };
}
