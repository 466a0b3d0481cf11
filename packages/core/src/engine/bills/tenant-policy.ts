import type { BillPolicy } from '../../bill/bill-policy.ts';
import { type Biller, compileBilling } from '../../bill/compile-billing.ts';
import type { Contract } from '../../contract/contract.ts';
import type { ContractPricing } from '../../contract/contract-pricing.ts';
import { BillingError } from '../../errors/billing-error.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import type { Plugin } from '../../ports/plugin.ts';
import type { ContractTerms, RatingTerms } from '../../rating/rating-policy.ts';
import type { TaxCode } from '../../tax/tax-code.ts';
import { ownKindsOf } from '../own-kinds.ts';
import {
  calendarRecords,
  contractRecords,
  customerRecords,
  rateCardRecords,
  serviceTypeRecords,
} from '../records/master-data.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';

/** How a tenant bills, as it stands now: read once for a call or a whole run. */
export interface TenantPolicy {
  readonly settings: Settings;
  readonly policy: BillPolicy;
  /** The biller in the tenant's language and with its taxes. */
  readonly biller: Biller;
  /**
   * The biller for one customer: in its language, and with its taxes where a plugin knows them.
   *
   * @throws BillingError `NOT_FOUND` when the customer or one of its contracts names a card or a calendar that is not there.
   */
  readonly billerOf: (customer: Customer, taxCodes?: readonly TaxCode[]) => Biller;
}

/**
 * Reads how a tenant bills. What is wrong with one customer's terms is an error of that customer's bills, and of no
 * others.
 *
 * @param customerIds whose terms are needed; left out: everybody's
 * @throws BillingError `SETTINGS_MISSING`, or `NOT_FOUND` for a card or a calendar that the settings name.
 */
export async function loadTenantPolicy(
  unit: Unit,
  plugins: readonly Plugin[],
  customerIds?: readonly string[],
): Promise<TenantPolicy> {
  const settings = await loadSettings(unit);
  const cards = new Map((await unit.all(rateCardRecords)).map((card) => [card.id, card]));
  const calendars = new Map((await unit.all(calendarRecords)).map(({ id, calendar }) => [id, calendar]));
  const cardOf = namedIn(cards, 'rate-cards');
  const calendarOf = namedIn(calendars, 'calendars');
  const calendar = calendarOf(settings.calendarId);
  if (calendar === null)
    throw new BillingError('NOT_FOUND', { collection: 'calendars', id: 'of the settings' });
  const customers: Record<string, RatingTerms> = {};
  const faults = new Map<string, unknown>();
  const contracts: Record<string, ContractTerms> = {};
  const termsOf = ({ rateCardId, calendarId, quantity, requireApproval }: ContractPricing): RatingTerms => ({
    rateCard: cardOf(rateCardId),
    calendar: calendarOf(calendarId),
    quantity,
    requireApproval,
  });
  for await (const customer of customersOf(unit, customerIds)) {
    try {
      const requireApproval = customer.requireApproval ?? settings.requireApproval;
      customers[customer.id] = termsOf({ ...customer, requireApproval });
    } catch (error) {
      faults.set(customer.id, error);
    }
  }
  for await (const { id, customerId, pricing } of contractsOf(unit, customerIds)) {
    if (pricing === null) continue;
    try {
      contracts[id] = { customerId, ...termsOf(pricing) };
    } catch (error) {
      faults.set(customerId, error);
    }
  }
  const serviceTypes = await unit.all(serviceTypeRecords);
  const { priceKinds, componentKinds, exhaustionKinds } = ownKindsOf(plugins);
  const policy: BillPolicy = {
    rating: {
      calendar,
      rateCard: cardOf(settings.rateCardId),
      costBook: cardOf(settings.costCardId),
      customers,
      contracts,
      serviceTypes: Object.fromEntries(serviceTypes.map(({ id, quantity }) => [id, { quantity }])),
      requireApproval: settings.requireApproval,
      priceKinds,
    },
    componentKinds,
    exhaustionKinds,
    taxCodes: settings.taxCodes,
    taxRounding: settings.taxRounding,
    pricesIncludeTax: settings.pricesIncludeTax,
    cashRounding: settings.cashRounding,
    locale: settings.language,
  };
  const biller = compileBilling(policy);
  const billerIn = billersOf(policy, biller);
  return {
    settings,
    policy,
    biller,
    billerOf({ id, language }, taxCodes = settings.taxCodes) {
      if (faults.has(id)) throw faults.get(id);
      return billerIn(language ?? settings.language, taxCodes);
    },
  };
}

/** One biller for each language and set of taxes: each remembers the prices that it has looked up. */
function billersOf(
  policy: BillPolicy,
  usual: Biller,
): (language: NumberLocale, taxCodes: readonly TaxCode[]) => Biller {
  const known = new Map([[keyOf(policy.locale ?? 'en', policy.taxCodes ?? []), usual]]);
  return (locale, taxCodes) => {
    const key = keyOf(locale, taxCodes);
    const found = known.get(key) ?? compileBilling({ ...policy, locale, taxCodes });
    known.set(key, found);
    return found;
  };
}

const keyOf = (locale: NumberLocale, taxCodes: readonly TaxCode[]): string =>
  JSON.stringify([locale, taxCodes]);

async function* customersOf(
  unit: Unit,
  ids: readonly string[] | undefined,
): AsyncGenerator<Customer, void, undefined> {
  if (ids === undefined) yield* unit.each(customerRecords);
  for (const id of ids ?? []) {
    const customer = await unit.find(customerRecords, id);
    if (customer !== null) yield customer;
  }
}

async function* contractsOf(
  unit: Unit,
  ids: readonly string[] | undefined,
): AsyncGenerator<Contract, void, undefined> {
  if (ids === undefined) yield* unit.each(contractRecords);
  for (const id of ids ?? []) yield* unit.each(contractRecords, { index: ['customer', id] });
}

const namedIn =
  <Value>(known: ReadonlyMap<string, Value>, collection: string) =>
  (id: string | null): Value | null => {
    if (id === null) return null;
    const found = known.get(id);
    if (found === undefined) throw new BillingError('NOT_FOUND', { collection, id });
    return found;
  };
