import type { Bill } from '../bill/bill.ts';
import { nameOfValue } from '../errors/name-of-value.ts';
import { inputError } from '../errors/parse-input.ts';
import type { LineGroup } from '../invoice/invoice-line.ts';
import { zero } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type ItemDifference, itemKey, itemsOf } from './difference-items.ts';
import { type DifferencePart, lineKeyOf, type Piece } from './difference-piece.ts';
import { reasonCodes } from './difference-reason.ts';
import { type AmountDifference, type ReasonCount, rowsOf, type Summand } from './difference-rows.ts';
import { type Side, sideOfBills } from './difference-side.ts';

/** A customer's bills in one currency. */
export interface CustomerDifference extends AmountDifference {
  readonly customerId: string;
  readonly reasons: readonly ReasonCount[];
}

/** A customer's work of one service type, before discounts and taxes. */
export interface ServiceTypeDifference extends AmountDifference {
  readonly customerId: string;
  readonly serviceTypeId: string;
  readonly reasons: readonly ReasonCount[];
}

/** The lines of a bill that have everything in common but their prices, before discounts and taxes. */
export interface LineDifference extends AmountDifference {
  readonly customerId: string;
  readonly contractId: string | null;
  /** The first day of the period. */
  readonly period: CivilDate | null;
  readonly part: DifferencePart;
  readonly group: LineGroup;
  readonly reasons: readonly ReasonCount[];
}

/** One part of the totals. */
export interface PartDifference extends AmountDifference {
  readonly part: DifferencePart;
}

/**
 * What differs between two sides. Amounts of one currency add up: the items' changes are those of the parts and of the
 * customers, and both are those of the totals; the service types' are those of the part `work`.
 */
export interface BillComparison {
  /** What everything comes to, one for each currency, also where nothing differs. */
  readonly totals: readonly AmountDifference[];
  /** The rest tells only of what differs. */
  readonly parts: readonly PartDifference[];
  readonly customers: readonly CustomerDifference[];
  readonly serviceTypes: readonly ServiceTypeDifference[];
  readonly lines: readonly LineDifference[];
  readonly items: readonly ItemDifference[];
}

/**
 * Compares bills of the same work: what differs in total, for each customer, service type and line, and for each entry,
 * fee, minimum, expense, discount and tax, with the reasons. Work is matched by its entry, lines by what they have in
 * common (not by price), and what a contract asks for by contract, period and component. Two lists of the same bills
 * have no differences; swapping the lists swaps `before` and `after` and negates each change.
 *
 * @throws BillingError `COMPARISON_INVALID` when something is no bill.
 * @example
 * ```ts
 * import {
 *   billPeriod, compareBills, defineCalendar, defineContract, defineRateCard, explainDifference, periodsDue,
 * } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 * });
 * const calendar = defineCalendar({ zone: 'Europe/Berlin', business: [] });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-03-02', minutes: 120 }];
 * const billAt = (rate: string) => {
 *   const rules = [{ id: 'any', price: { kind: 'hourly', rate } }] as const;
 *   const rateCard = defineRateCard({ id: 'standard', currency: 'EUR', rules });
 *   if (contractPeriod === undefined) throw new Error('no period has begun');
 *   return billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating: { calendar, rateCard } });
 * };
 * const { totals, items } = compareBills([billAt('120.00')], [billAt('110.00')]);
 * console.log(totals.map(({ change }) => change.amount).join(' '));
 * // => -20.00
 * for (const item of items) console.log(explainDifference(item).join(' '));
 * // => Entry “te_1”: EUR 220.00 instead of EUR 240.00, EUR 20.00 less. Price: EUR 110.00 per hour instead of EUR 120.00 per hour.
 * ```
 */
export function compareBills(before: readonly Bill[], after: readonly Bill[]): BillComparison {
  requireBills(before, 'before');
  requireBills(after, 'after');
  return compareSides(sideOfBills(before), sideOfBills(after));
}

/** Compares two sides, whatever they were made of. */
export function compareSides(before: Side, after: Side): BillComparison {
  const items = itemsOf(before, after);
  const groups = <Subject>(groupOf: GroupOf<Subject>): readonly Group<Subject>[] =>
    groupsOf({ before, after, items }, groupOf);
  return {
    totals: totalsOf(before, after),
    parts: groups(({ place: { part } }) => ({ key: part, subject: { part } })).map(({ subject, row }) => ({
      ...subject,
      ...row,
    })),
    customers: groups(({ place: { customerId } }) => ({ key: customerId, subject: { customerId } })).map(
      withReasons,
    ),
    serviceTypes: groups(({ place: { customerId }, serviceTypeId }) => {
      if (serviceTypeId === null) return null;
      return { key: `${customerId}\0${serviceTypeId}`, subject: { customerId, serviceTypeId } };
    }).map(withReasons),
    lines: groups(lineOf).map(withReasons),
    items,
  };
}

type GroupOf<Subject> = (piece: Piece) => { readonly key: string; readonly subject: Subject } | null;

interface Group<Subject> {
  readonly subject: Subject;
  readonly row: AmountDifference;
  readonly reasons: readonly ReasonCount[];
}

const withReasons = <Subject>({ subject, row, reasons }: Group<Subject>) => ({ ...subject, ...row, reasons });

/** The groups of which an item differs. */
function groupsOf<Subject>(
  {
    before,
    after,
    items,
  }: { readonly before: Side; readonly after: Side; readonly items: readonly ItemDifference[] },
  groupOf: GroupOf<Subject>,
): readonly Group<Subject>[] {
  const byKey = new Map(items.map((item) => [`${itemKey(item)}\0${item.change.currency}`, item]));
  const differing = new Map<string, Set<ItemDifference>>();
  const summands = ({ pieces }: Side): readonly Summand<Subject>[] =>
    pieces.flatMap((piece) => {
      const group = groupOf(piece);
      if (group === null) return [];
      const { amount, place } = piece;
      const key = `${group.key}\0${amount.currency}`;
      const item = byKey.get(`${itemKey(place)}\0${amount.currency}`);
      if (item !== undefined) differing.set(key, (differing.get(key) ?? new Set()).add(item));
      return [{ ...group, amount }];
    });
  return rowsOf(summands(before), summands(after)).flatMap(
    ({ key, subject, before: one, after: other, change }) => {
      const own = differing.get(key);
      return own === undefined
        ? []
        : [{ subject, row: { before: one, after: other, change }, reasons: countReasons(own) }];
    },
  );
}

function countReasons(items: Iterable<ItemDifference>): readonly ReasonCount[] {
  const all = [...items].map(({ reasons }) => new Set(reasons.map(({ code }) => code)));
  return reasonCodes.flatMap((code) => {
    const count = all.filter((codes) => codes.has(code)).length;
    return count === 0 ? [] : [{ code, items: count }];
  });
}

const lineOf: GroupOf<Omit<LineDifference, keyof AmountDifference | 'reasons'>> = ({ line, place }) => {
  if (line === null) return null;
  const { customerId } = place;
  return { key: lineKeyOf(line, customerId), subject: { customerId, ...line } };
};

function totalsOf(before: Side, after: Side): readonly AmountDifference[] {
  return rowsOf(sumsOf(before), sumsOf(after)).map(({ before: one, after: other, change }) => ({
    before: one,
    after: other,
    change,
  }));
}

/** Everything, and nothing in each currency, so that what comes to nothing is told, too. */
function sumsOf({ pieces, currencies }: Side): readonly Summand<null>[] {
  const amounts = [...currencies.map(zero), ...pieces.map(({ amount }) => amount)];
  return amounts.map((amount) => ({ key: '', subject: null, amount }));
}

const partsOfBill = [
  'charges',
  'covered',
  'blocked',
  'excluded',
  'notDue',
  'lines',
  'fees',
  'trueUps',
  'caps',
];

function requireBills(bills: readonly Bill[], side: string): void {
  if (!Array.isArray(bills)) refuse([side], bills, 'list of bills');
  for (const [index, bill] of bills.entries()) {
    const found: Record<string, unknown> = Object(bill);
    const isBill = partsOfBill.every((part) => Array.isArray(found[part])) && found['totals'] !== undefined;
    if (!isBill) refuse([side, index], bill, 'bill that billPeriod gave');
  }
}

function refuse(path: readonly (string | number)[], given: unknown, wanted: string): never {
  const message = `is ${nameOfValue(given)}, and no ${wanted}`;
  throw inputError('COMPARISON_INVALID', [{ path, message }]);
}
