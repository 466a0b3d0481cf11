import { billPeriod } from '../bill/bill-period.ts';
import type { Bill } from '../bill/bill.ts';
import type { BillFacts } from '../bill/bill-facts.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import { defineCalendar } from '../calendar/calendar.ts';
import type { Contract } from '../contract/contract.ts';
import type { ContractInput } from '../contract/contract-input.ts';
import { type ContractPeriod, periodsDue } from '../contract/contract-period.ts';
import { defineContract } from '../contract/define-contract.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { TimedEntry, TimeEntry, UntimedEntry } from '../work/time-entry.ts';

/** A monthly contract of the customer "acme" in Berlin, active since 2026-01-01, but for what is given. */
export function exampleContract(given: Partial<ContractInput> = {}): Contract {
  return defineContract({
    id: 'c_1',
    customerId: 'acme',
    currency: 'EUR',
    zone: 'Europe/Berlin',
    state: 'active',
    start: '2026-01-01',
    cycle: { frequency: 'monthly' },
    ...given,
  });
}

/** The period of a contract that begins on a day, when it is over. */
export function periodFrom(contract: Contract, from: string): ContractPeriod {
  const found = periodsDue(contract, '2026-12-31').find(({ period }) => period.from === from);
  if (found === undefined) throw new Error(`no period begins on ${from}`);
  return found;
}

/** 120.00 an hour, half as much again after hours; open on weekdays from 08:00 to 18:00 in Berlin. */
export const exampleRating: BillPolicy['rating'] = {
  calendar: defineCalendar({
    zone: 'Europe/Berlin',
    business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  }),
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
  }),
};

/** Ana's work for "acme" on a ticket, on Monday 2 March 2026 without a time of day, but for what is given. */
export function workOf(hours: number, given: Partial<UntimedEntry> = {}): TimeEntry {
  return {
    id: 'te_1',
    customerId: 'acme',
    agentId: 'ana',
    serviceTypeId: 'support',
    date: '2026-03-02',
    minutes: hours * 60,
    ...given,
  };
}

/** Ana's work for "acme" from a start to an end. */
export function timedWork(start: string, end: string, given: Partial<TimedEntry> = {}): TimeEntry {
  return { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', start, end, ...given };
}

/** The bill of March 2026, made on 1 April. */
export function billOf(
  contract: Contract,
  facts: Partial<BillFacts> = {},
  policy: Partial<BillPolicy> = {},
): Bill {
  const contractPeriod = periodFrom(contract, '2026-03-01');
  return billPeriod(
    { contract, contractPeriod, at: '2026-04-01T06:00:00.000Z', ...facts },
    { rating: exampleRating, ...policy },
  );
}

/** Kind, quantity, unit price and amount of each line, in a few words. */
export function linesOf({ lines }: Bill): readonly string[] {
  return lines.map(
    ({ kind, quantity, unitPrice, amount }) => `${kind} ${quantity} × ${unitPrice} = ${amount.amount}`,
  );
}
