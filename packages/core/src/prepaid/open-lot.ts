import { sumUnits } from './balance.ts';
import { unitsOf } from './ledger-quantity.ts';
import { byInstant, type PrepaidPosting } from './posting.ts';
import type { PrepaidAccount } from './prepaid-account.ts';
import type { PrepaidLot } from './prepaid-lot.ts';

/** Some of an `expire` posting, in whole steps. */
interface Breakage {
  readonly key: string;
  units: bigint;
}

/** A lot that is being drawn from, in whole steps. */
export interface OpenLot {
  readonly lot: PrepaidLot;
  left: bigint;
  /** What expired of it and was not taken back, the earliest first. */
  readonly breakage: readonly Breakage[];
}

/** What a lot has by its own postings. */
export function openLot(
  account: PrepaidAccount,
  lot: PrepaidLot,
  postings: readonly PrepaidPosting[],
): OpenLot {
  const breakage = postings
    .filter(({ kind }) => kind === 'expire')
    .toSorted(byInstant)
    .map(({ key, quantity }) => {
      const takenBack = postings.filter(({ reverses }) => reverses === key);
      return { key, units: -unitsOf(account, quantity) - sumUnits(account, takenBack) };
    });
  return { lot, left: sumUnits(account, postings), breakage };
}

/** What was taken from a lot, and how much of it had expired. */
export interface TakenUnits {
  readonly units: bigint;
  readonly restored: readonly Readonly<Breakage>[];
}

/** Takes up to so much from a lot: what is left of it first, then what expired. */
export function takeFrom(source: OpenLot, need: bigint): TakenUnits {
  let rest = need;
  const take = (from: bigint): bigint => {
    const units = from < rest ? from : rest;
    if (units <= 0n) return 0n;
    rest -= units;
    return units;
  };
  source.left -= take(source.left);
  const restored: Breakage[] = [];
  for (const part of source.breakage) {
    const units = take(part.units);
    part.units -= units;
    if (units > 0n) restored.push({ key: part.key, units });
  }
  return { units: need - rest, restored };
}
