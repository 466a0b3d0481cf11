import type { AddressAsWritten, Desk, PartyAsWritten, RateCardInput } from '@billwright/core';
import { type CustomerTerms, type Party, type Plan, planError, termsOf } from './plan.ts';
import { invoiceWords } from './words.ts';

/** Tells the desk everything that the plan says. Telling it again changes nothing. */
export async function setUpDesk(
  desk: Desk,
  plan: Plan,
  { customerIds, start }: { readonly customerIds: readonly string[]; readonly start: string },
): Promise<void> {
  const { seller, payment, numbers, defaults, taxCodes } = plan;
  for (const calendar of plan.calendars) await desk.calendars.put({ id: calendar.id ?? '', calendar });
  for (const card of plan.rateCards) await desk.rateCards.put(card);
  await desk.settings.put({
    seller: partyOf(seller, seller.country),
    currency: cardOf(plan, defaults.rateCard)?.currency ?? 'EUR',
    zone: zoneOf(plan, defaults.calendar),
    terms: { days: payment.days, instructions: payment.account },
    numbering: { invoice: { series: 'invoices', pattern: numbers, reset: resetOf(numbers) } },
    taxCodes,
    rateCardId: defaults.rateCard,
    calendarId: defaults.calendar,
    costCardId: defaults.costBook,
  });
  for (const id of new Set([...Object.keys(plan.customers), ...customerIds]))
    await setUpCustomer(desk, plan, { id, terms: termsOf(plan, id), start });
}

interface Agreed {
  readonly id: string;
  readonly terms: CustomerTerms;
  readonly start: string;
}

async function setUpCustomer(desk: Desk, plan: Plan, { id, terms, start }: Agreed): Promise<void> {
  const { language = 'en', taxCode, discountPercent, agreement, quantity, lines } = terms;
  await desk.customers.put({
    id,
    party: partyOf(terms, plan.seller.country),
    language,
    currency: cardOf(plan, terms.rateCard)?.currency,
    zone: zoneOf(plan, terms.calendar ?? plan.defaults.calendar),
    rateCardId: terms.rateCard,
    calendarId: terms.calendar,
    quantity,
    taxCodes: taxCode === undefined ? [] : [taxCode],
  });
  const prepaid = agreement?.prepaid;
  if (prepaid !== undefined) {
    await desk.prepaid.open({ ...prepaid.account, customerId: id });
    const { id: accountId } = prepaid.account;
    for (const lot of prepaid.lots)
      await desk.prepaid.buy({ ...lot, accountId, price: null }, { key: `bought before: ${lot.lotId}` });
  }
  const { agreedDiscount } = invoiceWords[language];
  const contract = `contract of ${id}`;
  await desk.contracts.put({
    id: contract,
    customerId: id,
    start,
    cycle: { frequency: 'monthly' },
    components: agreement?.components ?? [],
    linePolicy: lines,
    discounts:
      discountPercent === undefined
        ? []
        : [{ id: 'agreed', description: agreedDiscount(discountPercent), percent: discountPercent }],
  });
  if ((await desk.contracts.get(contract))?.state === 'draft') await desk.contracts.activate(contract);
}

function partyOf(
  {
    name,
    address = [],
    country,
    taxId,
  }: Pick<CustomerTerms, 'name' | 'address' | 'country'> & {
    readonly taxId?: Party['taxId'] | undefined;
  },
  home: string,
): PartyAsWritten {
  const at: AddressAsWritten = { lines: address, country: country ?? home };
  return {
    name,
    address: address.length === 0 ? null : at,
    taxIds: taxId == null ? [] : [{ scheme: 'vat', id: taxId }],
  };
}

/** A number that tells the year begins anew with it. */
const resetOf = (numbers: string): 'yearly' | 'never' => (numbers.includes('{year}') ? 'yearly' : 'never');

function cardOf({ rateCards }: Plan, wanted: string | undefined): RateCardInput | null {
  return wanted === undefined ? null : named('rate card', rateCards, wanted);
}

const zoneOf = ({ calendars }: Plan, wanted: string): string => named('calendar', calendars, wanted).zone;

function named<Item extends { readonly id?: string | undefined }>(
  kind: string,
  items: readonly Item[],
  wanted: string,
): Item {
  const item = items.find(({ id }) => id === wanted);
  if (item === undefined)
    throw planError(`there is no ${kind} "${wanted}"; there are ${items.map(({ id }) => id).join(', ')}`);
  return item;
}
