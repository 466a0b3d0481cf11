import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import { exactOfCharge } from './exact-amount.ts';
import { filterWork, type ReportFilter } from './filter-work.ts';
import { MoneyTally } from './money-tally.ts';
import { percentOf } from './percent-of.ts';
import { intoGroups } from './report-group.ts';
import { inOrderOfDays, type ReportedWork } from './reported-work.ts';
import { type UnknownCost, unknownCosts } from './unknown-cost.ts';
import { timeOf, type WorkTime } from './work-time.ts';

/** What the work of one agent, or of all, cost. */
export interface StatedTime extends WorkTime {
  /** Billable of worked time in percent, or `null` where nobody worked. */
  readonly billableShare: DecimalString | null;
  /** By the cost book, one amount for each currency. */
  readonly cost: readonly Money[];
  /** Work whose cost is not known: it is in no amount. By entry. */
  readonly missing: readonly UnknownCost[];
}

/** The statement of one agent. */
export interface AgentStatement extends StatedTime {
  readonly agentId: string;
  /** Every entry in it, by date, then id. */
  readonly entryIds: readonly string[];
}

/** The statements of agents, and their sum. */
export interface AgentStatements {
  /** By agent. */
  readonly agents: readonly AgentStatement[];
  readonly total: StatedTime;
}

/**
 * Internal billing: each agent's time, what of it is billable and billed, and what it cost by the cost book (R44). Filter
 * it by date, month, customer, agent, or by what is billed.
 *
 * The exact costs of all agents are summed and rounded half-up once for each currency; the agents' costs are told so
 * that they sum to it (R4).
 *
 * @throws BillingError `REPORT_INVALID` when the work is not what `reportWork` gives, or the filter has an unknown key.
 * @example
 * ```ts
 * import { agentStatement, compileRater, defineCalendar, defineRateCard, reportWork } from '@billwright/core';
 *
 * const card = (id: string, rate: string) =>
 *   defineRateCard({ id, currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate } }] });
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: card('standard', '120.00'),
 *   costBook: card('cost', '40.00'),
 * });
 * const entry = { customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02' };
 * const work = [
 *   { ...entry, id: 'te_1', minutes: 90 },
 *   { ...entry, id: 'te_2', minutes: 30, billable: false },
 * ];
 * const all = reportWork({ work, rated: rater.rate(work), zone: 'Europe/Berlin' });
 * const [ana] = agentStatement(all, { month: '2026-03' }).agents;
 * console.log(ana?.workedSeconds, ana?.billableSeconds, ana?.billableShare, ana?.cost[0]?.amount);
 * // => 7200 5400 75.00 80.00
 * ```
 */
export function agentStatement(work: readonly ReportedWork[], filter: ReportFilter = {}): AgentStatements {
  const chosen = filterWork(work, filter);
  const tally = new MoneyTally();
  for (const { agentId, costs } of chosen) {
    for (const cost of costs) tally.add(agentId, exactOfCharge(cost));
  }
  const settled = tally.settle();
  const agents = intoGroups(chosen, ({ agentId }) => agentId).map(([agentId, own]) => ({
    agentId,
    ...statedTime(own, settled.of(agentId)),
    entryIds: inOrderOfDays(own).map(({ entryId }) => entryId),
  }));
  return { agents, total: statedTime(chosen, settled.total) };
}

function statedTime(work: readonly ReportedWork[], cost: readonly Money[]): StatedTime {
  const time = timeOf(work);
  const billableShare = percentOf(time.billableSeconds, time.workedSeconds);
  return { ...time, billableShare, cost, missing: unknownCosts(work) };
}
