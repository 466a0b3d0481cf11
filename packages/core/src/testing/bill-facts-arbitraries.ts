import fc from 'fast-check';
import type { BillFacts } from '../bill/bill-facts.ts';
import type { BillPolicy } from '../bill/bill-policy.ts';
import type { Contract } from '../contract/contract.ts';
import { type ContractPeriod, periodsDue } from '../contract/contract-period.ts';
import { partsOn } from '../contract/parts-on.ts';
import { inputError } from '../errors/parse-input.ts';
import { fromMinorUnits } from '../money/minor-units.ts';
import { definePrepaidAccount } from '../prepaid/prepaid-account.ts';
import { creditLot, prepaidLot } from '../prepaid/prepaid-lot.ts';
import { addDays } from '../time/civil-date.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { anyLooseThings, type LooseThing, placeThings } from './desk-things.ts';
import { anyLooseEntry, type LooseEntry, placeEntry } from './round-work-arbitraries.ts';
import { worldOf } from './world-of.ts';

/** What {@link anyBillFacts} may make. */
export interface BillFactsConstraints {
  /** Instead of work that is made for the contract. */
  readonly work?: fc.Arbitrary<readonly TimeEntry[]> | undefined;
  /** Default: 6. */
  readonly maxEntries?: number | undefined;
}

/**
 * Facts that one of the policy's contracts is billed from: one of its first periods, work around it (some of it late,
 * some not due), expenses and products, lots for each pool that it draws from, incidents that were billed before.
 *
 * @throws BillingError `BILL_INVALID` when the policy has no contract that is ever in force.
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { billPeriod, defineCalendar, defineContract, defineRateCard } from '@billwright/core';
 * import { anyBillFacts } from '@billwright/core/testing';
 *
 * const policy = {
 *   rating: {
 *     calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *     rateCard: defineRateCard({
 *       id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *     }),
 *   },
 *   contracts: [
 *     defineContract({
 *       id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active',
 *       start: '2026-01-01', cycle: { frequency: 'monthly' },
 *       components: [{ id: 'least', kind: 'commitment', amount: '500.00' }],
 *     }),
 *   ],
 * };
 * fc.assert(
 *   fc.property(anyBillFacts(policy), (facts) => Number(billPeriod(facts, policy).totals.net.amount) >= 500),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyBillFacts(
  policy: BillPolicy,
  { work, maxEntries = 6 }: BillFactsConstraints = {},
): fc.Arbitrary<BillFacts> {
  const choices = (policy.contracts ?? []).flatMap((contract) =>
    periodsDue(contract, addDays(contract.start, 200))
      .slice(0, 6)
      .map((contractPeriod) => ({ contract, contractPeriod })),
  );
  if (choices.length === 0) {
    const message = 'has no contract that is ever in force: laws about bills need one';
    throw inputError('BILL_INVALID', [{ path: ['policy', 'contracts'], message }]);
  }
  const conditions = choices.map(({ contract }) => contract.covers);
  const world = { ...worldOf(policy.rating, conditions), customers: ['acme'] };
  return fc
    .record({
      choice: fc.constantFrom(...choices),
      entries: fc.array(anyLooseEntry(world), { maxLength: maxEntries, size: 'max' }),
      given: work === undefined ? fc.constant(null) : work,
      things: anyLooseThings(['acme']),
      lots: fc.array(fc.constantFrom(2000n, 100n, 12_345n), { maxLength: 3 }),
      ofMoney: fc.boolean(),
      billedBefore: fc.subarray(['1', '2']),
    })
    .map(({ choice, entries, given, things, ...had }) => ({
      ...choice,
      at: `${choice.contractPeriod.period.to}T12:00:00.000Z`,
      work: given ?? workAround(entries, policy, choice),
      ...thingsAround(things, choice),
      history: {
        billedIncidents: had.billedBefore.map((id) => ({ kind: 'ticket' as const, id })),
        prepaid: prepaidOf(policy, choice, had),
      },
    }));
}

interface Choice {
  readonly contract: Contract;
  readonly contractPeriod: ContractPeriod;
}

/** From three weeks before the period to a few days after it. */
const daysAround = ({ contract: { zone }, contractPeriod: { period } }: Choice) => ({
  zone,
  from: addDays(period.from, -21),
  to: addDays(period.to, 5),
});

function workAround(
  entries: readonly LooseEntry[],
  { rating }: BillPolicy,
  choice: Choice,
): readonly TimeEntry[] {
  const { customerId, currency, zone } = choice.contract;
  const days = { ...daysAround(choice), zone: rating.calendar.zone ?? zone };
  return entries.map(({ facts, ...rest }, place) =>
    placeEntry({ ...rest, facts: { ...facts, customerId } }, `te_${place + 1}`, days, currency),
  );
}

function thingsAround(
  things: readonly LooseThing[],
  choice: Choice,
): Pick<BillFacts, 'expenses' | 'products'> {
  const { customerId, currency } = choice.contract;
  const own = things.map((thing) => ({ ...thing, customerId }));
  return placeThings(own, '1', daysAround(choice), new Map([[customerId, currency]]));
}

/** An account with lots for each pool of the contract, all of hours or all of money. */
function prepaidOf(
  { componentKinds }: BillPolicy,
  { contract, contractPeriod: { period, covered } }: Choice,
  { lots, ofMoney }: { readonly lots: readonly bigint[]; readonly ofMoney: boolean },
): NonNullable<NonNullable<BillFacts['history']>['prepaid']> {
  const { currency, customerId } = contract;
  const { cover } = partsOn(contract, covered[0]?.from ?? period.from, componentKinds);
  const ids = new Set(cover.flatMap(({ part }) => (part.basis === 'pool' ? [part.accountId] : [])));
  const accounts = [...ids].map((id) =>
    definePrepaidAccount(
      ofMoney ? { id, customerId, unit: 'money', currency } : { id, customerId, unit: 'hours' },
    ),
  );
  const bought = accounts.flatMap((account) =>
    lots.map((units, place) => {
      const price = fromMinorUnits(units, currency);
      const quantity = ofMoney ? price.amount : String(Number(units) / 1000);
      const purchasedAt = `${addDays(period.from, -30)}T08:00:00.000Z`;
      const lot = prepaidLot(account, { id: `${account.id}-${place + 1}`, quantity, price, purchasedAt });
      return creditLot(account, lot, purchasedAt);
    }),
  );
  return { accounts, lots: bought.map(({ lot }) => lot), postings: bought.map(({ posting }) => posting) };
}
