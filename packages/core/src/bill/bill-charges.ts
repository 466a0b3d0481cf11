import type { Band } from '../calendar/band.ts';
import { requireCurrency } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockReason, OwnBlockReason } from '../rating/outcome.ts';
import type { UnpricedWork } from '../rating/rate-in-steps.ts';
import type { WorkItem } from '../work/work-item.ts';
import type { BilledDay, BillHistory } from './bill-facts.ts';
import type { WorkFinder } from './bill-work.ts';
import { ChargedDays } from './charged-days.ts';
import { CoverBook } from './cover/cover-book.ts';
import { coverCharges, type OpenCharge, withRemainder } from './cover/cover-charges.ts';
import { coverMeasured, type OpenPart } from './cover/cover-measured.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import type { CoverSources } from './cover/open-sources.ts';
import { partOfCharge } from './cover/part-of-charge.ts';

/** A part of an entry that waits for a decision, because of the contract. */
export interface HeldPart {
  readonly entryId: string;
  readonly reason: Extract<BlockReason, 'quota' | 'over-cap' | OwnBlockReason>;
  readonly band: Band;
  readonly measuredSeconds: number;
  readonly billedSeconds: number;
  /** What waits of a price per piece; `null` for prices per hour, and where another entry carries the price. */
  readonly piecePrice: DecimalString | null;
}

/** What became of the measured work of a bill. */
export interface ChargedParts {
  readonly charges: readonly Charge[];
  readonly covered: readonly CoveredWork[];
  readonly postings: readonly PrepaidPosting[];
  readonly held: readonly HeldPart[];
  /** The work items that were priced per incident, with the entry that carries the price. */
  readonly incidents: readonly { readonly entryId: string; readonly workItem: WorkItem }[];
  /** The days that were priced as a whole. */
  readonly days: readonly BilledDay[];
}

/** What decides how work is charged, beside its prices. */
export interface ChargeSetting {
  /** The contract's. */
  readonly currency: CurrencyCode;
  readonly billedDays: BillHistory['billedDays'];
  /** Whether a part of the price of an entry was billed before, and the rest is still to come. */
  readonly hasRest: (entryId: string) => boolean;
}

/**
 * Covers and prices measured work in the contract's order: sources without a price, prices, the other sources.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when work is priced in another currency than the contract's.
 */
export function chargeParts(
  unpriced: UnpricedWork,
  { ofMeasured, ofPriced }: CoverSources,
  { at, of }: WorkFinder,
  { currency, billedDays = [], hasRest }: ChargeSetting,
): ChargedParts {
  const book = new CoverBook();
  const measured = coverMeasured(unpriced.parts, ofMeasured, at, book);
  const idAt = (position: number): string => at(position).entry.id;
  // Nobody is left who could pay: it must not move anybody's tiers either.
  const isHeld = ({ remainder }: OpenPart): boolean => remainder.kind === 'block' && ofPriced.length === 0;
  const heldMeasured = (one: OpenPart): readonly HeldPart[] => {
    const { remainder } = one;
    if (remainder.kind !== 'block' || !isHeld(one)) return [];
    const { position, band, measuredSeconds, billedSeconds } = one.part;
    const { reason } = remainder;
    return [{ entryId: idAt(position), reason, band, measuredSeconds, billedSeconds, piecePrice: null }];
  };
  const days = new ChargedDays(unpriced.parts, idAt, billedDays, hasRest);
  const priced = priceOpen(
    measured.filter((one) => !isHeld(one)),
    unpriced,
    idAt,
  ).map((one) => days.once(one));
  for (const { charge } of priced) {
    if (charge.currency !== currency) requireCurrency({ amount: '0', currency: charge.currency }, currency);
  }
  const open = coverCharges(priced, ofPriced, of, book);
  return {
    charges: open.filter(({ remainder }) => remainder.kind !== 'block').map(({ charge }) => charge),
    covered: book.covered,
    postings: book.postings,
    held: [
      ...measured.flatMap(heldMeasured),
      ...open.flatMap(({ charge, remainder }) =>
        remainder.kind === 'block' ? [heldCharge(charge, remainder.reason)] : [],
      ),
    ],
    incidents: incidentsOf(measured, priced, idAt),
    days: days.carriedBy(priced),
  };
}

/** A charge that waits. */
export function heldCharge(charge: Charge, reason: HeldPart['reason']): HeldPart {
  const { entryId, band, measuredSeconds, billedSeconds, unit, pieces, unitPrice } = charge;
  const piecePrice = unit === 'piece' && pieces > 0 ? unitPrice : null;
  return { entryId, reason, band, measuredSeconds, billedSeconds, piecePrice };
}

/** Charges of what is open, in the order of work. What has a rate of its own counts in nobody's tiers. */
function priceOpen(
  open: readonly OpenPart[],
  unpriced: UnpricedWork,
  idAt: (position: number) => string,
): readonly OpenCharge[] {
  const usual = new ChargeQueue(
    unpriced,
    open.filter((one) => !isAbove(one)),
  );
  const above = new ChargeQueue(unpriced, open.filter(isAbove));
  const charges: OpenCharge[] = [];
  const nextKey = keyWriter();
  for (const one of open) {
    const { part, remainder } = one;
    const entryId = idAt(part.position);
    let { why } = one;
    const queue = isAbove(one) ? above : usual;
    for (
      let charge = queue.take(entryId, part.band);
      charge !== null;
      charge = queue.take(entryId, part.band)
    ) {
      const key = above.isEmpty ? charge.key : nextKey(entryId);
      const isAsPriced = why.length === 0 && charge.key === key;
      charges.push(withRemainder(isAsPriced ? charge : partOfCharge(charge, { key }, why), remainder));
      why = [];
    }
  }
  return charges;
}

/** Whether what is left of a part has a rate of its own. */
const isAbove = ({ remainder }: OpenPart): boolean => remainder.kind === 'overage';

/** Charges of parts, in the order of the parts: those of one part after those of another. */
class ChargeQueue {
  readonly isEmpty: boolean;
  readonly #charges: readonly Charge[];
  #next = 0;

  constructor(unpriced: UnpricedWork, open: readonly OpenPart[]) {
    this.isEmpty = open.length === 0;
    this.#charges = this.isEmpty ? [] : unpriced.price(open.map(({ part }) => part));
  }

  /** The next one, if it is of this entry and this band. */
  take(entryId: string, band: Charge['band']): Charge | null {
    const charge = this.#charges[this.#next];
    if (charge?.entryId !== entryId || charge.band !== band) return null;
    this.#next += 1;
    return charge;
  }
}

/** Writes the keys of charges in the order of work: those of an entry lie side by side. */
function keyWriter(): (entryId: string) => string {
  let entry: string | null = null;
  let place = 0;
  return (entryId) => {
    place = entryId === entry ? place + 1 : 0;
    entry = entryId;
    return `${entryId}#${place}`;
  };
}

function incidentsOf(
  measured: readonly OpenPart[],
  priced: readonly OpenCharge[],
  idAt: (position: number) => string,
): ChargedParts['incidents'] {
  const perItem = new Set<string>();
  for (const { part } of measured) if (part.once === 'work-item') perItem.add(idAt(part.position));
  if (perItem.size === 0) return [];
  return priced.flatMap(({ charge: { entryId, pieces, workItem } }) =>
    pieces > 0 && workItem !== null && perItem.has(entryId) ? [{ entryId, workItem }] : [],
  );
}
