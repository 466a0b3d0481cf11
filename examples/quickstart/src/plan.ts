import {
  type Calendar,
  type CalendarInput,
  defineCalendar,
  defineRateCard,
  type LinePolicy,
  type LinePolicyInput,
  linePolicy,
  type NumberLocale,
  type QuantityPolicyInput,
  type RateCard,
  type RateCardInput,
  type RatingPolicy,
  type RatingTerms,
  type TaxCode,
} from '@billwright/core';

/** Somebody with an address on an invoice. */
export interface Party {
  readonly name: string;
  readonly address: readonly string[];
  readonly taxId: string | null;
}

/** What is agreed with one customer. What is left out comes from the defaults of the plan. */
export interface CustomerTerms {
  readonly name: string;
  readonly address?: readonly string[] | undefined;
  readonly taxId?: string | undefined;
  readonly language?: NumberLocale | undefined;
  /** The id of a calendar of the plan. */
  readonly calendar?: string | undefined;
  /** The id of a rate card of the plan. It is asked first; what it has no price for is on the default card. */
  readonly rateCard?: string | undefined;
  readonly quantity?: QuantityPolicyInput | undefined;
  readonly lines?: LinePolicyInput | undefined;
  readonly taxCode?: string | undefined;
  readonly discountPercent?: string | undefined;
}

/** Everything that decides what work costs and how its invoices look. Plain JSON. */
export interface Plan {
  readonly seller: Party;
  readonly payment: { readonly issuedOn: string; readonly days: number; readonly account: string | null };
  readonly numbers: { readonly prefix: string; readonly first: number };
  readonly calendars: readonly CalendarInput[];
  readonly rateCards: readonly RateCardInput[];
  /** The calendar and the rate card for everybody, and the card that holds the internal cost. */
  readonly defaults: {
    readonly calendar: string;
    readonly rateCard?: string | undefined;
    readonly costBook?: string | undefined;
  };
  readonly customers: Readonly<Record<string, CustomerTerms>>;
  readonly taxCodes: readonly TaxCode[];
  /** What invoices call a service type. Left out: its id. */
  readonly serviceTypes: Readonly<
    Record<string, { readonly [Language in NumberLocale]?: string | undefined }>
  >;
}

/** The part of a plan that prices work, ready for `compileRater`. */
export function ratingPolicy({ calendars, rateCards, defaults, customers }: Plan): RatingPolicy {
  const calendarOf = finder<Calendar>('calendar', calendars.map(defineCalendar));
  const cardOf = finder<RateCard>(
    'rate card',
    rateCards.map((card) => defineRateCard(card)),
  );
  const terms = Object.entries(customers).map(
    ([id, { calendar, rateCard, quantity }]): [string, RatingTerms] => [
      id,
      {
        calendar: calendar === undefined ? null : calendarOf(calendar),
        rateCard: rateCard === undefined ? null : cardOf(rateCard),
        quantity: quantity ?? null,
      },
    ],
  );
  return {
    calendar: calendarOf(defaults.calendar),
    rateCard: defaults.rateCard === undefined ? null : cardOf(defaults.rateCard),
    costBook: defaults.costBook === undefined ? null : cardOf(defaults.costBook),
    customers: Object.fromEntries(terms),
  };
}

/** The terms of a customer. One that the plan does not know is billed under its id, without tax. */
export function termsOf(plan: Plan, customerId: string): CustomerTerms {
  return Object.hasOwn(plan.customers, customerId)
    ? (plan.customers[customerId] ?? { name: customerId })
    : { name: customerId };
}

/** How a customer's work becomes lines. */
export function linePolicyOf({ lines }: CustomerTerms): LinePolicy {
  return linePolicy(lines);
}

/** What is wrong with a plan, told to the person who wrote it. */
export function planError(message: string): Error {
  return Object.assign(new Error(message), { code: 'PLAN_INVALID' });
}

function finder<Item extends { readonly id: string }>(
  kind: string,
  items: readonly Item[],
): (id: string) => Item {
  const byId = new Map(items.map((item) => [item.id, item]));
  return (id) => {
    const item = byId.get(id);
    if (item === undefined)
      throw planError(`there is no ${kind} "${id}"; there are ${[...byId.keys()].join(', ')}`);
    return item;
  };
}
