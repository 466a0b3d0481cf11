import type { Bill } from '../bill/bill.ts';
import { inputError } from '../errors/parse-input.ts';
import { allocateLine } from '../invoice/allocate-line.ts';
import type { InvoiceLine, LineKind } from '../invoice/invoice-line.ts';
import { chargesByLine } from '../invoice/price-lines.ts';
import { type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { WorkItem } from '../work/work-item.ts';
import { billFrame, requireReportable } from './read-report.ts';

/** What one time entry, or something that is no work, contributes to one line of a bill. */
export interface RevenueShare {
  readonly customerId: string;
  readonly contractId: string;
  readonly lineKey: string;
  readonly lineKind: LineKind;
  /** `null` for fees, true-ups, expenses and products. */
  readonly entryId: string | null;
  /** `null` where nobody did it; an expense has its own agent, a true-up the agent that it is for. */
  readonly agentId: string | null;
  readonly teamId: string | null;
  readonly serviceTypeId: string | null;
  readonly workItem: Pick<WorkItem, 'kind' | 'id'> | null;
  readonly date: CivilDate;
  /** Before discounts, as lines print it. They sum to the bill's subtotal. */
  readonly amount: Money;
  /** After discounts and without tax. They sum to the bill's net. */
  readonly net: Money;
}

/**
 * Tells a bill per time entry (R53): each line's amount and net in proportion to the exact charges on it, so that the
 * shares sum to the lines, and the lines to the bill. What is no work stands as it is. In the order of
 * the bill's lines, then of work.
 *
 * @throws BillingError `REPORT_INVALID` when it is no bill, or has lost its charges.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, defineRateCard, periodsDue, revenueOf } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' }, discounts: [{ id: 'loyal', description: 'Loyalty', percent: '10' }],
 * });
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '100.00' } }],
 *   }),
 * };
 * const entry = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 };
 * const work = ['te_1', 'te_2', 'te_3'].map((id) => ({ ...entry, id }));
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00Z' }, { rating });
 *   for (const { entryId, amount, net } of revenueOf(bill)) console.log(entryId, amount.amount, net.amount);
 *   console.log(bill.totals.subtotal.amount, bill.totals.net.amount);
 * }
 * // => te_1 33.34 30.00
 * // => te_2 33.33 30.00
 * // => te_3 33.33 30.00
 * // => 100.00 90.00
 * ```
 */
export function revenueOf(bill: Bill): readonly RevenueShare[] {
  requireReportable(billFrame, bill, ['bill']);
  const { charges, linePolicy, lines, totals, currency } = bill;
  const workLine = lines.find(isOfCharges);
  // All work on a bill bears the taxes of its contract.
  const onLines = chargesByLine(charges, linePolicy, { taxCodes: () => workLine?.taxCodes ?? [] });
  const nets = new Map(totals.lines.map(({ key, net }) => [key, net]));
  return lines.flatMap((line) => {
    const net = nets.get(line.key) ?? zero(currency);
    if (!isOfCharges(line)) return [shareOfThing(bill, line, net)];
    return sharesOfWork(bill, line, net, onLines.get(line.key) ?? noCharges(line));
  });
}

/** Lines of charges have keys that begin with what their price is for. */
const isOfCharges = ({ key }: InvoiceLine): boolean => key.startsWith('time:') || key.startsWith('piece:');

function noCharges({ key }: InvoiceLine): never {
  const message = `are not those of the bill's lines: the line "${key}" has none`;
  throw inputError('REPORT_INVALID', [{ path: ['bill', 'charges'], message }]);
}

function sharesOfWork(
  { customerId, contractId }: Bill,
  line: InvoiceLine,
  net: Money,
  charges: readonly Charge[],
): readonly RevenueShare[] {
  const first = new Map(charges.toReversed().map((charge) => [charge.entryId, charge]));
  const nets = allocateLine({ ...line, amount: net }, charges);
  return allocateLine(line, charges).flatMap(({ entryId, amount }, place) => {
    const charge = first.get(entryId);
    const ownNet = nets[place]?.amount;
    if (charge === undefined || ownNet === undefined) return [];
    const { agentId, teamId, serviceTypeId, workItem, date } = charge;
    const work = { entryId, agentId, teamId, serviceTypeId, workItem, date };
    return [{ customerId, contractId, lineKey: line.key, lineKind: line.kind, ...work, amount, net: ownNet }];
  });
}

function shareOfThing({ customerId, contractId }: Bill, line: InvoiceLine, net: Money): RevenueShare {
  const { key, kind, group, from, amount } = line;
  return {
    customerId,
    contractId,
    lineKey: key,
    lineKind: kind,
    entryId: null,
    agentId: group.agentId ?? null,
    teamId: group.teamId ?? null,
    serviceTypeId: group.serviceTypeId ?? null,
    workItem: group.workItem ?? null,
    date: from,
    amount,
    net,
  };
}
