import type {
  AgreedTermsInput,
  CalendarInput,
  ContractLinePolicy,
  NumberLocale,
  PrepaidAccountInput,
  QuantityPolicyInput,
  RateCardInput,
  TaxCode,
} from '@billwright/core';

/** Somebody with an address on an invoice. */
export interface Party {
  readonly name: string;
  /** Without the country. */
  readonly address: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly taxId: string | null;
}

/** What a contract holds beside prices, and what was bought in advance for it. */
export interface Agreement {
  readonly components: NonNullable<AgreedTermsInput['components']>;
  /** Hours or money that the customer had bought before. */
  readonly prepaid?:
    | {
        readonly account: Omit<PrepaidAccountInput, 'customerId'>;
        readonly lots: readonly { readonly lotId: string; readonly quantity: string }[];
      }
    | undefined;
}

/** What is agreed with one customer. What is left out comes from the defaults of the plan. */
export interface CustomerTerms {
  readonly name: string;
  readonly address?: readonly string[] | undefined;
  /** Default: that of the seller. */
  readonly country?: string | undefined;
  readonly taxId?: string | undefined;
  readonly language?: NumberLocale | undefined;
  /** The id of a calendar of the plan. */
  readonly calendar?: string | undefined;
  /** The id of a rate card of the plan. It is asked first; what it has no price for is on the default card. */
  readonly rateCard?: string | undefined;
  readonly quantity?: QuantityPolicyInput | undefined;
  readonly lines?: ContractLinePolicy | undefined;
  readonly taxCode?: string | undefined;
  readonly discountPercent?: string | undefined;
  readonly agreement?: Agreement | undefined;
}

/** Everything that decides what work costs and how its invoices look. Plain JSON. */
export interface Plan {
  readonly seller: Party;
  readonly payment: { readonly issuedOn: string; readonly days: number; readonly account: string | null };
  /** How invoices are numbered, for example `{year}-{sequence:4}`. */
  readonly numbers: string;
  /** The first day of the first month that is billed. Left out: the day of the earliest work. */
  readonly start?: string | undefined;
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

/** The terms of a customer. One that the plan does not know is billed under its id, without tax. */
export function termsOf(plan: Plan, customerId: string): CustomerTerms {
  return Object.hasOwn(plan.customers, customerId)
    ? (plan.customers[customerId] ?? { name: customerId })
    : { name: customerId };
}

/** What is wrong with a plan, told to the person who wrote it. */
export function planError(message: string): Error {
  return Object.assign(new Error(message), { code: 'PLAN_INVALID' });
}
