import fc from 'fast-check';
import type { CurrencyCode } from '../money/currency.ts';
import type { RatingPolicy } from '../rating/rating-policy.ts';
import type { TaxCode } from '../tax/tax-code.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { nextPeriod, periodAt } from '../time/cycle.ts';
import type { ZoneId } from '../time/zone.ts';
import type { Expense } from '../work/expense.ts';
import type { ProductCharge } from '../work/product-charge.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import { anyDeskCalendar, anyDeskCard } from './desk-card-arbitraries.ts';
import { anyDeskCustomer, type DeskCustomer } from './desk-customer-arbitraries.ts';
import { anyLooseThings, type LooseThing, placeThings } from './desk-things.ts';
import { anyLooseEntry, type LooseEntry, placeEntry } from './round-work-arbitraries.ts';
import { deskWorld } from './world.ts';

/** What {@link anyDesk} may make. */
export interface DeskConstraints {
  /** Default: 2026-01-01. The first of a month. */
  readonly from?: CivilDate;
  /** So many, exactly. Default: 3. */
  readonly months?: number;
  /** Default: 3, which is also the most. */
  readonly maxCustomers?: number;
  /** In a month. Default: 8. */
  readonly maxEntries?: number;
}

/** What a desk gets to know in one calendar month. Of earlier months, what was recorded late. */
export interface DeskMonth {
  readonly from: CivilDate;
  /** The first day of the next month. */
  readonly to: CivilDate;
  readonly work: readonly TimeEntry[];
  readonly expenses: readonly Expense[];
  readonly products: readonly ProductCharge[];
}

/** A whole desk: everything that months of bills are made from. Plain JSON. */
export interface Desk {
  readonly zone: ZoneId;
  readonly rating: RatingPolicy;
  readonly taxCodes: readonly TaxCode[];
  readonly customers: readonly DeskCustomer[];
  readonly months: readonly DeskMonth[];
}

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'];

/**
 * A whole desk and its months: customers with cards, contracts, allowances and prepaid accounts, a calendar, work,
 * expenses and products, some of them recorded a month or two late. Everything belongs together: pools draw from
 * accounts that are there, amounts are in the customer's currency, ids are unique. Now and then work is not approved.
 *
 * Shrinks to fewer customers, fewer entries, plain contracts, quarters of an hour from 09:00 on.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { compileRater } from '@billwright/core';
 * import { anyDesk } from '@billwright/core/testing';
 *
 * fc.assert(
 *   fc.property(anyDesk({ months: 2 }), ({ rating, months }) => {
 *     const rated = compileRater(rating).rate(months.flatMap(({ work }) => work));
 *     return rated.blocked.every(({ reason }) => reason !== 'no-rate');
 *   }),
 * );
 * console.log('holds');
 * // => holds
 * ```
 */
export function anyDesk({
  from = '2026-01-01',
  months = 3,
  maxCustomers = 3,
  maxEntries = 8,
}: DeskConstraints = {}): fc.Arbitrary<Desk> {
  const customers = deskWorld.customers.slice(0, maxCustomers);
  const late = fc.constantFrom(0, 0, 0, 0, 0, 1, 2);
  const entry = fc.tuple(late, anyLooseEntry({ ...deskWorld, customers, bands: [] }));
  const month = fc.record({
    entries: fc.array(entry, { maxLength: maxEntries }),
    things: anyLooseThings(customers),
  });
  return fc
    .record({
      zone: fc.constantFrom(...zones),
      calendar: anyDeskCalendar(from),
      card: anyDeskCard('standard', from),
      requireApproval: fc.boolean(),
      customers: fc.array(anyDeskCustomer(from), { minLength: 1, maxLength: customers.length, size: 'max' }),
      months: fc.array(month, { minLength: months, maxLength: months }),
    })
    .map(({ zone, calendar, card, requireApproval, customers: made, months: happened }) => {
      const found = made.map((make, place) => make(customers[place] ?? '', zone));
      const currencyOf = new Map(found.map(({ customer }) => [customer.id, customer.currency]));
      const here = happened.map(({ entries, things }) => ({
        entries: entries.filter(([, { facts }]) => currencyOf.has(facts.customerId ?? '')),
        things: things.filter(({ customerId }) => currencyOf.has(customerId)),
      }));
      return {
        zone,
        rating: {
          calendar: calendar(zone),
          rateCard: card('EUR'),
          requireApproval,
          customers: Object.fromEntries(found.map(({ customer, terms }) => [customer.id, terms])),
        },
        taxCodes: [{ id: 'vat', name: 'VAT 19 %', percent: '19' }],
        customers: found.map(({ customer }) => customer),
        months: monthsOf(here, { zone, from, currencyOf }),
      };
    });
}

interface LooseMonth {
  readonly entries: readonly (readonly [number, LooseEntry])[];
  readonly things: readonly LooseThing[];
}

interface DeskSetting {
  readonly zone: ZoneId;
  readonly from: CivilDate;
  readonly currencyOf: ReadonlyMap<string, CurrencyCode>;
}

function monthsOf(
  loose: readonly LooseMonth[],
  { zone, from, currencyOf }: DeskSetting,
): readonly DeskMonth[] {
  const cycle = { frequency: 'monthly', every: 1, anchor: from, zone } as const;
  let period = periodAt(cycle, from);
  const months = loose.map(({ things }, number) => {
    const days = { zone, from: period.from, to: period.to };
    period = nextPeriod(cycle, period);
    const placed = placeThings(things, `${number + 1}`, days, currencyOf);
    return { days, work: new Array<TimeEntry>(), ...placed };
  });
  for (const [number, { entries }] of loose.entries()) {
    for (const [place, [late, entry]] of entries.entries()) {
      const recorded = months[Math.min(number + late, months.length - 1)];
      const days = months[number]?.days;
      if (recorded === undefined || days === undefined) continue;
      const currency = currencyOf.get(entry.facts.customerId ?? '') ?? 'EUR';
      recorded.work.push(placeEntry(entry, `te_${number + 1}_${place + 1}`, days, currency));
    }
  }
  return months.map(({ days, work, ...things }) => ({ from: days.from, to: days.to, work, ...things }));
}
