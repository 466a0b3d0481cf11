import type { Bill } from '../bill/bill.ts';
import { chargesOfLines } from '../bill/explain-charges.ts';
import { allocateLine } from '../invoice/allocate-line.ts';
import type { InvoiceLine, LineGroup } from '../invoice/invoice-line.ts';
import { add, negate, subtract, sum } from '../money/arithmetic.ts';
import { type Money, zero } from '../money/money.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Deciding } from './difference-reason.ts';

/** What a total is made of: the lines by what they are for, then what is added to them or taken off. */
export type DifferencePart =
  | 'work'
  | 'fee'
  | 'true-up'
  | 'expense'
  | 'product'
  | 'prepaid-work'
  | 'other'
  | 'write-down'
  | 'discount'
  | 'tax'
  | 'rounding';

/** Where a piece of a total stands. Work and things are the same wherever they stand: `null`. */
export interface PiecePlace {
  readonly part: DifferencePart;
  readonly customerId: string;
  readonly contractId: string | null;
  /** The first day of the period. */
  readonly period: CivilDate | null;
  /** The entry, expense, product charge, component, discount or tax code. */
  readonly id: string;
}

/** A piece of a total. The pieces of a bill sum to its total. */
export interface Piece {
  readonly place: PiecePlace;
  readonly serviceTypeId: string | null;
  readonly amount: Money;
  /** The line that it is on, or `null` for what is no line. Lines are told by what they have in common, not by price. */
  readonly line: PieceLine | null;
  /** What decided it, for what is no work. */
  readonly deciding: Deciding;
}

/** A line, whatever its prices. */
export interface PieceLine {
  readonly contractId: string | null;
  readonly period: CivilDate | null;
  readonly part: DifferencePart;
  readonly group: LineGroup;
}

/**
 * The same text for pieces of one line. The title of a work item is a text on the line and tells nothing apart. No id
 * holds U+0000.
 */
export function lineKeyOf({ contractId, period, part, group }: PieceLine, customerId: string): string {
  const { workItem } = group;
  const told = workItem == null ? group : { ...group, workItem: [workItem.kind, workItem.id] };
  return [customerId, contractId ?? '', period ?? '', part, JSON.stringify(told)].join('\0');
}

/** The pieces of a bill. */
export function piecesOfBill(bill: Bill): readonly Piece[] {
  const onLines = chargesOfLines(bill);
  const at = { contractId: bill.contractId, period: bill.period.from };
  return [
    ...bill.lines.flatMap((line) => {
      const charges = onLines.get(line.key);
      if (charges !== undefined) return piecesOfWork(line, charges, bill.customerId, at);
      // What was covered has a line of 0 for information; its entries tell of it.
      return line.kind === 'information' ? [] : [pieceOfLine(line, bill)];
    }),
    ...piecesOfTotals(bill),
  ];
}

/** What each entry contributes to a line of work. */
export function piecesOfWork(
  line: InvoiceLine,
  charges: Parameters<typeof allocateLine>[1],
  customerId: string,
  at: Pick<PieceLine, 'contractId' | 'period'>,
): readonly Piece[] {
  const list = [...charges];
  const types = new Map(list.map(({ entryId, serviceTypeId }) => [entryId, serviceTypeId]));
  return allocateLine(line, list).map(({ entryId, amount }) => ({
    place: { part: 'work', customerId, contractId: null, period: null, id: entryId },
    serviceTypeId: types.get(entryId) ?? null,
    amount,
    line: { ...at, part: 'work', group: line.group },
    deciding: {},
  }));
}

function pieceOfLine(line: InvoiceLine, bill: Bill): Piece {
  const { customerId } = bill;
  const at = { contractId: bill.contractId, period: bill.period.from };
  const own = (part: DifferencePart, id: string, deciding: Deciding): Piece => ({
    place: { part, customerId, ...at, id },
    serviceTypeId: null,
    amount: line.amount,
    line: { ...at, part, group: line.group },
    deciding,
  });
  // Things are the customer's, whichever contract and period takes them.
  const thing = (part: 'expense' | 'product', id: string): Piece => ({
    ...own(part, id, {}),
    place: { part, customerId, contractId: null, period: null, id },
  });
  const { componentId = '', expenseId, productChargeId } = line.group;
  if (line.kind === 'expense' && expenseId !== undefined) return thing('expense', expenseId);
  if (line.kind === 'product' && productChargeId !== undefined) return thing('product', productChargeId);
  if (line.kind === 'recurring-fee') return own('fee', ...decidingFee(line, bill));
  if (line.kind === 'prepaid-work') return own('prepaid-work', line.group.accountId ?? line.key, {});
  if (line.kind === 'true-up') {
    const trueUp = bill.trueUps.find((found) => found.componentId === componentId);
    const deciding = trueUp === undefined ? {} : { minimum: trueUp.least, chargeable: trueUp.chargeable };
    return own('true-up', componentId, deciding);
  }
  return own('other', line.key, {});
}

/** The name of a fee, which is its component's unless that has several, and what decides it. */
function decidingFee(
  { key, amount }: InvoiceLine,
  { fees, currency }: Bill,
): readonly [id: string, deciding: Deciding] {
  const fee = fees.find((one) => key === feeLineKey(one));
  if (fee === undefined) return [key, { amount }];
  const { componentId, key: own, unitPrice: price, quantity, share } = fee;
  const id = own === componentId ? componentId : `${componentId} ${own}`;
  return [
    id,
    { 'fee-price': { unit: 'piece', price, currency }, 'fee-quantity': quantity, 'fee-days': share },
  ];
}

const feeLineKey = ({ componentId, key, from }: Bill['fees'][number]): string =>
  ['fee', componentId, key, from].map(encodeURIComponent).join(':');

/** What discounts take off the lines, and what taxes and rounding add: with the lines they are the total. */
function piecesOfTotals(bill: Bill): readonly Piece[] {
  const { customerId, contractId, period, currency, lines, totals, caps } = bill;
  const own = (part: DifferencePart, id: string, amount: Money, deciding: Deciding): Piece => ({
    place: { part, customerId, contractId, period: period.from, id },
    serviceTypeId: null,
    amount,
    line: null,
    deciding,
  });
  const written = caps.filter(({ treatment }) => treatment === 'write-down');
  const drawn = lines.filter(({ kind }) => kind === 'prepaid-work').map(({ amount }) => amount);
  let left = subtract(totals.subtotal, sum(drawn, currency));
  const discounts = totals.discounts.map(({ id, description, amount }) => {
    const base = left;
    left = subtract(left, amount);
    const cap = /^cap:\d+:\d+$/.test(id) && written.find(({ componentId }) => componentId === description);
    return cap
      ? own('write-down', cap.componentId, negate(amount), {
          'cap-limit': cap.limit,
          'under-cap': add(cap.billed, cap.above),
        })
      : own('discount', id, negate(amount), { 'discount-base': base, ...termsOfDiscount(id, bill) });
  });
  // Where prices contain their tax, net and tax are what the discounts left, and tax adds nothing.
  const { pricesIncludeTax: isIncluded, taxRounding, cashRounding } = bill;
  return [
    ...discounts,
    ...totals.taxes.map(({ taxCode, percent, base, amount }) =>
      own('tax', taxCode, isIncluded ? zero(currency) : amount, {
        'tax-percent': percent,
        'tax-base': base,
        'tax-included': isIncluded,
        'tax-rounding': taxRounding,
      }),
    ),
    own('rounding', '', totals.rounding, {
      'rounding-step': cashRounding?.step ?? null,
      'rounding-base': subtract(totals.total, totals.rounding),
    }),
  ];
}

function termsOfDiscount(id: string, { discounts }: Bill): Deciding {
  const terms = discounts.find((discount) => discount.id === id);
  if (terms === undefined) return {};
  return { 'discount-terms': { percent: terms.percent ?? null, amount: terms.amount ?? null } };
}
