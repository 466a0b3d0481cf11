import type { Money } from '../money/money.ts';
import { zero } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type DifferencePart, lineKeyOf, type PiecePlace } from './difference-piece.ts';
import {
  type Deciding,
  type DifferenceReason,
  type ReasonCode,
  reasonsBetween,
} from './difference-reason.ts';
import { chargedParts, reasonsOfWork } from './difference-of-work.ts';
import { type AmountDifference, differs, rowsOf, type Summand } from './difference-rows.ts';
import type { Side } from './difference-side.ts';
import type { Story } from './difference-story.ts';

/** The smallest thing that a difference is told of: an entry, a fee, an expense, a discount, a tax. */
export interface ItemDifference extends AmountDifference {
  readonly part: DifferencePart;
  readonly customerId: string;
  /** `null` for work and things: they are the same in whichever contract and period they are billed. */
  readonly contractId: string | null;
  /** The first day of the period, or `null` like the contract. */
  readonly period: CivilDate | null;
  /** The entry, expense, product charge, component, discount or tax code; empty for rounding. */
  readonly id: string;
  /** Of work, otherwise `null`. */
  readonly serviceTypeId: string | null;
  /** Never empty. */
  readonly reasons: readonly DifferenceReason[];
}

/** What a piece of work or a thing can be, beside charged: the difference is worth telling even where no amount differs. */
const fates: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'presence',
  'not-due',
  'blocked',
  'excluded',
  'covered',
]);

/** Everything that differs, with its reasons, by customer, contract, period, part and id. */
export function itemsOf(before: Side, after: Side): readonly ItemDifference[] {
  const fromBefore = [...chargedOn(before), ...unchargedOn(before, after)];
  const fromAfter = chargedOn(after);
  const decidingBefore = decidingOf(before);
  const decidingAfter = decidingOf(after);
  const moved = movedItems(before, after);
  const types = new Map([...serviceTypesOf(before), ...serviceTypesOf(after)]);
  const [sharesBefore, sharesAfter] = [sharesOf(before), sharesOf(after)];
  return rowsOf(fromBefore, fromAfter).flatMap(({ key, subject, before: one, after: other, change }) => {
    const row = { before: one, after: other, change };
    const isThing = subject.contractId === null;
    const reasons = isThing
      ? reasonsOfThing(
          subject,
          { side: before, shares: sharesBefore.get(key) ?? [] },
          { side: after, shares: sharesAfter.get(key) ?? [] },
        )
      : reasonsOfTerm(row, decidingBefore.get(key), decidingAfter.get(key));
    const isOther =
      differs(row) || moved.has(key) || (isThing && reasons.some(({ code }) => fates.has(code)));
    if (!isOther) return [];
    const { part, customerId, contractId, period, id } = subject;
    const serviceTypeId = types.get(itemKey(subject)) ?? null;
    return [
      { part, customerId, contractId, period, id, serviceTypeId, ...row, reasons: orAmount(reasons, row) },
    ];
  });
}

/** Items that come to something else on a line, whatever they come to together. */
function movedItems(before: Side, after: Side): ReadonlySet<string> {
  const rows = rowsOf(onLines(before), onLines(after)).filter(differs);
  return new Set(rows.map(({ subject, currency }) => `${subject}\0${currency}`));
}

/** The amounts of each item on its lines, in an order of the lines. */
function sharesOf(side: Side): ReadonlyMap<string, readonly Money[]> {
  const shares = new Map<string, Money[]>();
  for (const { subject, currency, after } of rowsOf([], onLines(side))) {
    const key = `${subject}\0${currency}`;
    const own = shares.get(key);
    if (own === undefined) shares.set(key, [after]);
    else own.push(after);
  }
  return shares;
}

function onLines({ pieces }: Side): readonly Summand<string>[] {
  return pieces.flatMap(({ place, line, amount }) => {
    if (line === null) return [];
    const key = itemKey(place);
    return [{ key: `${key}\0${lineKeyOf(line, place.customerId)}`, subject: key, amount }];
  });
}

/** The same text for pieces of one item, and for the item. No id holds U+0000. */
export function itemKey({ customerId, contractId, period, part, id }: PiecePlace): string {
  return [customerId, contractId ?? '', period ?? '', part, id].join('\0');
}

const chargedOn = ({ pieces }: Side): readonly Summand<PiecePlace>[] =>
  pieces.map(({ place, amount }) => ({ key: itemKey(place), subject: place, amount }));

/** 0 for each entry that neither side charges, so that it is not lost on the way. */
function unchargedOn(...sides: readonly [Side, Side]): readonly Summand<PiecePlace>[] {
  const charged = new Set(sides.flatMap(chargedOn).map(({ key }) => key));
  const pieces = sides.flatMap((side) => side.pieces);
  // The currency in which nothing is charged is the one in which the customer pays for the rest, or anybody does.
  const [any] = sides.flatMap(({ currencies }) => currencies);
  const ofCustomer = new Map(pieces.map(({ place, amount }) => [place.customerId, amount.currency]));
  return sides.flatMap(({ stories }) =>
    stories.entries().flatMap(({ customerId, id }) => {
      const subject = placeOfEntry(customerId, id);
      const key = itemKey(subject);
      const currency = ofCustomer.get(customerId) ?? any;
      return charged.has(key) || currency === undefined ? [] : [{ key, subject, amount: zero(currency) }];
    }),
  );
}

const placeOfEntry = (customerId: string, id: string): PiecePlace => ({
  part: 'work',
  customerId,
  contractId: null,
  period: null,
  id,
});

/** The service types of entries, as far as charges and covered work tell them. */
function serviceTypesOf({ stories }: Side): readonly (readonly [key: string, serviceTypeId: string])[] {
  return stories.entries().flatMap(({ customerId, id, story: { charges, covered } }) => {
    const told = charges[0] ?? covered[0];
    return told === undefined ? [] : [[itemKey(placeOfEntry(customerId, id)), told.serviceTypeId] as const];
  });
}

function decidingOf({ pieces }: Side): ReadonlyMap<string, Deciding> {
  return new Map(
    pieces.map(({ place, deciding, amount }) => [`${itemKey(place)}\0${amount.currency}`, deciding]),
  );
}

function reasonsOfThing(
  { part, customerId, id }: PiecePlace,
  before: Seen,
  after: Seen,
): readonly DifferenceReason[] {
  const kind = part === 'expense' || part === 'product' ? part : 'entry';
  const [one, other] = [before, after].map(({ side }) => side.stories.of(kind, customerId, id));
  if (one === undefined || other === undefined) return [];
  const reasons = reasonsOfWork(one, other);
  return part === 'work'
    ? [...reasons, ...reasonsOfRounding(one, other, before.shares, after.shares)]
    : reasons;
}

/** What one side has of an item: where to look it up, and its amounts on lines. */
interface Seen {
  readonly side: Side;
  readonly shares: readonly Money[];
}

/** Why an entry that is charged for the same has other shares of lines. */
function reasonsOfRounding(
  before: Story,
  after: Story,
  ...[one, other]: readonly [readonly Money[], readonly Money[]]
): readonly DifferenceReason[] {
  if (before.charges.length === 0 || chargedParts(before) !== chargedParts(after)) return [];
  const rounding = reasonsBetween({ 'line-rounding': one }, { 'line-rounding': other });
  const policies = reasonsBetween(
    { 'line-policy': before.linePolicies },
    { 'line-policy': after.linePolicies },
  );
  return policies.length > 0 ? policies : rounding;
}

function reasonsOfTerm(
  row: AmountDifference,
  before: Deciding | undefined,
  after: Deciding | undefined,
): readonly DifferenceReason[] {
  if (!differs(row)) return [];
  if (before === undefined || after === undefined) {
    return reasonsBetween({ presence: before !== undefined }, { presence: after !== undefined });
  }
  return reasonsBetween(before, after);
}

/** That the amount differs, where nothing that is known of it does. */
function orAmount(
  reasons: readonly DifferenceReason[],
  { before, after }: { readonly before: Money; readonly after: Money },
): readonly DifferenceReason[] {
  return reasons.length > 0 ? reasons : reasonsBetween({ amount: before }, { amount: after });
}
