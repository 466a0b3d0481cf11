import { withoutPrepaid } from '../bill/bill-discounts.ts';
import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import { chargeableAmounts, trueUpLine } from '../bill/bill-minimum.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import { type LineShare, type SharedLines, sharedLines } from '../bill/bill-shares.ts';
import { writeDowns } from '../bill/write-downs.ts';
import { trueUps } from '../contract/minimum.ts';
import { type ContractParts, partsOn } from '../contract/parts-on.ts';
import { termsOn } from '../contract/terms-on.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { customerOf } from '../rating/read/work-table.ts';
import { factsOf } from '../rating/select/selection-table.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { exactOfMoney, roundTogether, timesFraction } from './exact-amount.ts';
import type { ProjectedDays } from './projected-days.ts';

/** What a bill is projected with. */
export interface Projection {
  readonly facts: BillFacts;
  readonly policy: BillPolicy;
  readonly days: ProjectedDays;
}

/** A bill, or what it will come to, as far as amounts are told. */
export type BillAmounts = Pick<Bill, 'customerId' | 'currency' | 'lines' | 'totals'>;

/**
 * The bill of a period whose work goes on as it did on the days that are over: the same lines with larger amounts, and
 * everything that follows from amounts anew, in the order of {@link billPeriod}.
 */
export function projectBill(bill: Bill, { facts, policy, days }: Projection): BillAmounts {
  const { contract, contractPeriod, history = {}, work = [], due } = facts;
  const { customerId, currency, linePolicy, charges } = bill;
  const firstDay = contractPeriod.covered[0]?.from ?? contractPeriod.period.from;
  const terms = termsOn(contract, firstDay);
  const parts = partsOn(contract, firstDay, policy.componentKinds, policy.exhaustionKinds);
  const entryOf = entriesById(work);
  const options = terms.taxCodes.length === 0 ? {} : { taxCodes: () => terms.taxCodes };
  const projected = projectShares(sharedLines(charges, linePolicy, options), bill, days);
  const keysOfWork = new Set(projected.lines.map(({ key }) => key));
  // What follows from amounts is made anew; what stands by itself is kept.
  const others = bill.lines.filter(({ key, kind }) => !keysOfWork.has(key) && kind !== 'true-up');
  const things = others.filter(({ kind }) => kind === 'expense' || kind === 'product');
  const minimums = due === 'advance' ? [] : parts.minimum;
  const chargeable = chargeableAmounts(minimums, projected, entryOf, things);
  const lifted = trueUps(minimums, { period: contractPeriod, currency, chargeable });
  const written = writeDowns(capsInForce(parts.cap, days), projected.shares, {
    capped: history.capped,
    factsOf: (id) => {
      const entry = entryOf(id);
      return factsOf(entry, customerOf(entry) ?? customerId);
    },
  });
  const trueUpLines = lifted.map((one) => trueUpLine(one, contractPeriod, terms.taxCodes));
  const lines = [...projected.lines, ...others, ...trueUpLines];
  const discounts = [
    ...written.discounts,
    ...withoutPrepaid(terms.discounts, lines, { currency, before: written.discounts }),
  ];
  const { pricesIncludeTax, taxRounding, cashRounding } = bill;
  const totals = totalInvoice({
    lines,
    discounts,
    currency,
    taxCodes: policy.taxCodes ?? [],
    pricesIncludeTax,
    taxRounding,
    cashRounding,
  });
  return { customerId, currency, lines, totals };
}

/** What a cap would block is not invoiced either. What it has blocked so far is not on the bill any more. */
function capsInForce(caps: ContractParts['cap'], { over, all }: ProjectedDays): ContractParts['cap'] {
  const blocking = over < all ? caps.filter(({ part }) => part.above === 'block') : [];
  return [
    ...blocking.map((cap) => ({ ...cap, part: { ...cap.part, above: 'write-down' as const } })),
    ...caps.filter(({ part }) => part.above === 'write-down'),
  ];
}

/** Lines × days of the period ÷ days that are over, each rounded once and told per entry. Late work stays as it is. */
function projectShares(
  { lines, shares }: SharedLines,
  { late, currency }: Bill,
  { over, all }: ProjectedDays,
): SharedLines {
  const lateIds = new Set(late.map(({ entryId }) => entryId));
  const ofLine = new Map<string, LineShare[]>();
  for (const share of shares) {
    const own = ofLine.get(share.line.key);
    if (own === undefined) ofLine.set(share.line.key, [share]);
    else own.push(share);
  }
  const projected = new Map<LineShare, LineShare>();
  const grown = lines.map((line) => {
    const own = ofLine.get(line.key) ?? [];
    const exact = own.map(({ entryId, amount }) =>
      lateIds.has(entryId) ? exactOfMoney(amount) : timesFraction(exactOfMoney(amount), all, over),
    );
    const { whole, parts } = roundTogether(exact, currency);
    const after = { ...line, amount: whole };
    for (const [place, share] of own.entries()) {
      projected.set(share, { ...share, line: after, amount: parts[place] ?? share.amount });
    }
    return after;
  });
  return { lines: grown, shares: shares.map((share) => projected.get(share) ?? share) };
}

function entriesById(work: readonly TimeEntry[]): (entryId: string) => TimeEntry {
  const entries = new Map(work.map((entry) => [entry.id, entry]));
  return (entryId) => {
    const entry = entries.get(entryId);
    if (entry === undefined) throw new Error(`"${entryId}" is on the bill and not among its facts`);
    return entry;
  };
}
