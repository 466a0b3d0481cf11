import type { Charge } from '../../rating/charge.ts';
import type { RatedWork } from '../../rating/view/rated-work.ts';
import type { ShownCharges } from './law.ts';
import { exactAmount, inMoney, inTime } from './sums.ts';

/** All that a rating says, without the places that entries had in the list; an error about one names its place too. */
export function textOfRated(rated: RatedWork): string {
  const { blocked, excluded, warnings, cost } = rated;
  return JSON.stringify([
    [...rated.charges()],
    placeless(blocked.map((each) => ({ ...each, error: each.error?.code }))),
    placeless(excluded),
    placeless(warnings),
    cost === null ? null : [[...cost.charges()], cost.missing],
  ]);
}

const placeless = (items: readonly object[]): string[] =>
  items.map((item) => JSON.stringify({ ...item, index: null })).toSorted();

/** Where two results differ, in words. */
export interface Difference {
  readonly expected: string;
  readonly found: string;
  readonly moved: readonly ShownCharges[];
}

/** The first charges that differ; where none do, the difference is in what is not charged. */
export function differenceOf(before: readonly Charge[], after: readonly Charge[]): Difference {
  const texts = after.map((charge) => JSON.stringify(charge));
  const place = before.findIndex((charge, at) => JSON.stringify(charge) !== texts[at]);
  const [one, other] = [before[place], after[place]];
  if (place < 0 && before.length === after.length) {
    return {
      expected: 'the same work blocked and excluded',
      found: 'other work or other reasons',
      moved: [],
    };
  }
  const at = place < 0 ? before.length : place;
  return {
    expected: inWords(one ?? before[at]),
    found: inWords(other ?? after[at]),
    moved: [
      { title: 'before', charges: one === undefined ? [] : [one] },
      {
        title: 'after',
        charges: (other ?? after[at]) === undefined ? [] : [other ?? after[at]].flatMap((c) => c ?? []),
      },
    ],
  };
}

function inWords(charge: Charge | undefined): string {
  if (charge === undefined) return 'no charge';
  const { key, band, billedSeconds, currency } = charge;
  return `${key} (${band}): ${inTime(billedSeconds)}, ${inMoney(exactAmount(charge), currency)}`;
}
