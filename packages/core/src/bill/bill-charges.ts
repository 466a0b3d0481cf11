import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockReason } from '../rating/outcome.ts';
import type { MeasuredPart, UnpricedWork } from '../rating/rate-in-steps.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { WorkOfBill } from './bill-work.ts';
import { CoverBook } from './cover/cover-book.ts';
import { coverCharges, type OpenCharge, withRemainder } from './cover/cover-charges.ts';
import { coverMeasured, type OpenPart } from './cover/cover-measured.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import type { CoverSources } from './cover/open-sources.ts';
import { partOfCharge } from './cover/part-of-charge.ts';

/** A part of an entry that waits for a decision, because of the contract. */
export interface HeldPart {
  readonly entryId: string;
  readonly reason: Extract<BlockReason, 'quota' | 'over-cap'>;
  readonly seconds: number;
}

/** What became of the measured work of a bill. */
export interface ChargedParts {
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  readonly postings: readonly PrepaidPosting[];
  readonly held: readonly HeldPart[];
  /** The work items that were priced per incident, with the entry that carries the price. */
  readonly incidents: readonly { readonly entryId: string; readonly workItem: WorkItem }[];
}

/**
 * Covers and prices measured work in the contract's order: sources without a price, prices, the other sources.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when work is priced in another currency than the contract's.
 */
export function chargeParts(
  unpriced: UnpricedWork,
  { ofMeasured, ofPriced }: CoverSources,
  works: ReadonlyMap<number, WorkOfBill>,
  currency: CurrencyCode,
): ChargedParts {
  const byEntry = new Map([...works.values()].map((work) => [work.entry.id, work]));
  const workAt = (position: number): WorkOfBill => found(works.get(position));
  const workOf = (entryId: string): WorkOfBill => found(byEntry.get(entryId));
  const book = new CoverBook();
  const measured = coverMeasured(unpriced.parts, ofMeasured, workAt, book);
  // Nobody is left who could pay: it must not move anybody's tiers either.
  const isHeld = ({ remainder }: OpenPart): boolean => remainder.kind === 'block' && ofPriced.length === 0;
  const priced = priceOpen(
    measured.filter((one) => !isHeld(one)),
    unpriced,
    (position) => workAt(position).entry.id,
  );
  for (const { charge } of priced) requireCurrency({ amount: '0', currency: charge.currency }, currency);
  const open = coverCharges(priced, ofPriced, workOf, book);
  return {
    charges: open.filter(({ remainder }) => remainder.kind !== 'block').map(({ charge }) => charge),
    covered: book.covered,
    postings: book.postings,
    held: [
      ...measured.filter(isHeld).map(({ part }) => ({
        entryId: workAt(part.position).entry.id,
        reason: 'quota' as const,
        seconds: part.measuredSeconds,
      })),
      ...open
        .filter(({ remainder }) => remainder.kind === 'block')
        .map(({ charge }) => ({
          entryId: charge.entryId,
          reason: 'quota' as const,
          seconds: charge.measuredSeconds,
        })),
    ],
    incidents: incidentsOf(measured, priced, (position) => workAt(position).entry.id),
  };
}

/** Charges of what is open, in the order of work. What has a rate of its own counts in nobody's tiers. */
function priceOpen(
  open: readonly OpenPart[],
  unpriced: UnpricedWork,
  idAt: (position: number) => string,
): readonly OpenCharge[] {
  const usual = open.filter(({ remainder }) => remainder.kind !== 'overage');
  const above = open.filter(({ remainder }) => remainder.kind === 'overage');
  const charges = [usual, above].flatMap((parts) => unpriced.price(parts.map(({ part }) => part)));
  const ofPart = new Map<string, Charge[]>();
  for (const charge of charges) {
    const key = partKey(charge.entryId, charge.band);
    const list = ofPart.get(key);
    if (list === undefined) ofPart.set(key, [charge]);
    else list.push(charge);
  }
  const inOrder = open.flatMap(({ part, remainder, why }) =>
    (ofPart.get(partKey(idAt(part.position), part.band)) ?? []).map((charge, at) => ({
      charge: at === 0 && why.length > 0 ? partOfCharge(charge, {}, why) : charge,
      remainder,
    })),
  );
  const counts = new Map<string, number>();
  return inOrder.map(({ charge, remainder }) => {
    const place = counts.get(charge.entryId) ?? 0;
    counts.set(charge.entryId, place + 1);
    const key = `${charge.entryId}#${place}`;
    return withRemainder(charge.key === key ? charge : partOfCharge(charge, { key }), remainder);
  });
}

function incidentsOf(
  measured: readonly OpenPart[],
  priced: readonly OpenCharge[],
  idAt: (position: number) => string,
): ChargedParts['incidents'] {
  const perItem = new Set(
    measured.filter(({ part }) => part.once === 'work-item').map(({ part }) => idAt(part.position)),
  );
  return priced.flatMap(({ charge: { entryId, pieces, workItem } }) =>
    pieces > 0 && workItem !== null && perItem.has(entryId) ? [{ entryId, workItem }] : [],
  );
}

// No id holds U+0000, so keys can't run together.
const partKey = (entryId: string, band: MeasuredPart['band']): string => `${entryId}\0${band}`;

function found(work: WorkOfBill | undefined): WorkOfBill {
  if (work === undefined) throw new Error('a part is of an entry that takes part');
  return work;
}
