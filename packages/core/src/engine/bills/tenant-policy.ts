import type { BillPolicy } from '../../bill/bill-policy.ts';
import { type Biller, compileBilling } from '../../bill/compile-billing.ts';
import { BillingError } from '../../errors/billing-error.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { Plugin } from '../../ports/plugin.ts';
import type { RatingTerms } from '../../rating/rating-policy.ts';
import {
  calendarRecords,
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
  readonly biller: Biller;
}

/**
 * Reads how a tenant bills.
 *
 * @param customerIds whose terms are needed; left out: everybody's
 * @throws BillingError `SETTINGS_MISSING`, or `NOT_FOUND` for a card or a calendar that is named and not there.
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
  for await (const customer of customersOf(unit, customerIds)) {
    const { id, rateCardId, calendarId, requireApproval } = customer;
    customers[id] = {
      rateCard: cardOf(rateCardId),
      calendar: calendarOf(calendarId),
      requireApproval: requireApproval ?? settings.requireApproval,
    };
  }
  const serviceTypes = await unit.all(serviceTypeRecords);
  const policy: BillPolicy = {
    rating: {
      calendar,
      rateCard: cardOf(settings.rateCardId),
      costBook: cardOf(settings.costCardId),
      customers,
      serviceTypes: Object.fromEntries(serviceTypes.map(({ id, quantity }) => [id, { quantity }])),
      requireApproval: settings.requireApproval,
      priceKinds: plugins.flatMap(({ priceKinds = [] }) => priceKinds),
    },
    componentKinds: plugins.flatMap(({ componentKinds = [] }) => componentKinds),
    taxCodes: settings.taxCodes,
    taxRounding: settings.taxRounding,
    pricesIncludeTax: settings.pricesIncludeTax,
    cashRounding: settings.cashRounding,
    locale: settings.language,
  };
  return { settings, policy, biller: compileBilling(policy) };
}

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

const namedIn =
  <Value>(known: ReadonlyMap<string, Value>, collection: string) =>
  (id: string | null): Value | null => {
    if (id === null) return null;
    const found = known.get(id);
    if (found === undefined) throw new BillingError('NOT_FOUND', { collection, id });
    return found;
  };
