import { allocateLine } from '../invoice/allocate-line.ts';
import type { InvoiceLine } from '../invoice/invoice-line.ts';
import { add } from '../money/arithmetic.ts';
import { type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { Bill } from './bill.ts';
import { coveredLineKey } from './bill-information.ts';
import { prepaidLineKey } from './bill-prepaid.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import { chargesOfLines } from './explain-charges.ts';
import { requirePiece } from './explain-words.ts';

/** What of a time entry stands behind one line. */
export interface LineWork
  extends Pick<Charge, 'entryId' | 'agentId' | 'serviceTypeId' | 'workItem' | 'date' | 'start'> {
  /** How much of the entry was worked for this line, after breaks. */
  readonly measuredSeconds: number;
  /** How much of it is billed, or covered, on this line: after minimum, increment and sharing. */
  readonly billedSeconds: number;
  /** What it contributes to the line's amount, before discounts. */
  readonly amount: Money;
}

/** What of a bill {@link workOfLines} reads: a whole bill will do. */
export type BillOfWork = Pick<Bill, 'lines' | 'charges' | 'covered' | 'linePolicy'>;

/**
 * What of each time entry stands behind each line of a bill, by the line's key; lines without work are left out. An entry of
 * which parts stand behind several lines, for example because it went on after business hours, is with each by its part.
 *
 * The amounts of a line's work sum to the amount of the line (R53). Its billed seconds sum to the line's hours, exactly:
 * those on the line are rounded to the policy's scale. Work is in the order of date, start and entry id.
 *
 * @throws BillingError `EXPLANATION_INVALID` for something other than a bill.
 * @example
 * ```ts
 * import {
 *   billPeriod, defineCalendar, defineContract, defineRateCard, periodsDue, workOfLines,
 * } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' }, linePolicy: { groupBy: ['band'] },
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [{ weekdays: ['mon'], from: '08:00', to: '18:00' }] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '90.00' } }],
 *   }),
 * };
 * const work = [{
 *   id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support',
 *   start: '2026-03-02T17:30', end: '2026-03-02T18:20',
 * }];
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   for (const behind of workOfLines(bill).values())
 *     for (const { entryId, billedSeconds, amount } of behind) console.log(entryId, billedSeconds / 60, amount.amount);
 * }
 * // => te_1 20 30.00
 * // => te_1 30 45.00
 * ```
 */
export function workOfLines(bill: BillOfWork): ReadonlyMap<string, readonly LineWork[]> {
  requirePiece(bill, ['lines', 'charges', 'covered', 'linePolicy'], 'bill');
  const charges = chargesOfLines(bill);
  const covered = coveredOfLines(bill);
  return new Map(
    bill.lines.flatMap((line): [string, readonly LineWork[]][] => {
      const own = charges.get(line.key);
      if (own !== undefined) return [[line.key, chargedWork(line, own)]];
      const works = covered.get(line.key);
      return works === undefined ? [] : [[line.key, coveredWork(line, works)]];
    }),
  );
}

/** In the order of work, as a bill has it. What is covered stands behind the line of the account that pays for it, or of what covers it. */
function coveredOfLines({ lines, covered }: BillOfWork): ReadonlyMap<string, readonly CoveredWork[]> {
  const prepaid = new Set(lines.filter(({ kind }) => kind === 'prepaid-work').map(({ key }) => key));
  const byLine = new Map<string, CoveredWork[]>();
  for (const work of covered) {
    const { accountId } = work.by;
    const paid = accountId === null ? '' : prepaidLineKey(accountId);
    const key = prepaid.has(paid) ? paid : coveredLineKey(work.by);
    byLine.set(key, [...(byLine.get(key) ?? []), work]);
  }
  return byLine;
}

function chargedWork(line: InvoiceLine, charges: readonly Charge[]): readonly LineWork[] {
  const works = byEntry(charges);
  return allocateLine(line, charges).flatMap(({ entryId, amount }) => {
    const parts = works.get(entryId);
    return parts === undefined ? [] : [workOf(parts, amount)];
  });
}

function coveredWork(line: InvoiceLine, covered: readonly CoveredWork[]): readonly LineWork[] {
  const nothing = zero(line.amount.currency);
  const paysOnLine = line.kind === 'prepaid-work';
  return [...byEntry(covered).values()].map((parts) => {
    const amounts = parts.map(({ amount }) => (paysOnLine ? amount : null) ?? nothing);
    return workOf(parts, amounts.reduce(add, nothing));
  });
}

type Part = Pick<
  Charge,
  | 'entryId'
  | 'agentId'
  | 'serviceTypeId'
  | 'workItem'
  | 'date'
  | 'start'
  | 'measuredSeconds'
  | 'billedSeconds'
>;

/** The parts of each entry; an entry has one at least. */
function byEntry<One extends Part>(parts: readonly One[]): ReadonlyMap<string, readonly [One, ...One[]]> {
  const found = new Map<string, [One, ...One[]]>();
  for (const part of parts) {
    const own = found.get(part.entryId);
    if (own === undefined) found.set(part.entryId, [part]);
    else own.push(part);
  }
  return found;
}

function workOf(parts: readonly [Part, ...Part[]], amount: Money): LineWork {
  const [{ entryId, agentId, serviceTypeId, workItem, date, start }] = parts;
  return {
    entryId,
    agentId,
    serviceTypeId,
    workItem,
    date,
    start,
    measuredSeconds: parts.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0),
    billedSeconds: parts.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0),
    amount,
  };
}
