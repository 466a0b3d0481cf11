import { invoiceRecords, lotRecords, postingRecords } from '../../../src/engine/records/billing.ts';
import type { Invoice } from '../../../src/invoice/invoice.ts';
import type { Desk as GeneratedDesk } from '../../../src/testing/desk-arbitraries.ts';
import { addDays } from '../../../src/time/civil-date.ts';
import { type TestDesk, testDesk } from './desk.ts';

/** An engine over everything that a generated desk has before its first month. */
export async function openGeneratedDesk({
  zone,
  rating,
  taxCodes,
  customers,
  months,
}: GeneratedDesk): Promise<TestDesk> {
  const given = await testDesk({
    now: `${months[0]?.from ?? '2026-01-01'}T12:00:00.000Z`,
    customers: [],
    settings: {
      zone,
      taxCodes,
      defaultTaxCodes: taxCodes.map(({ id }) => id),
      requireApproval: rating.requireApproval ?? false,
    },
  });
  const { desk, seed } = given;
  await desk.calendars.put({ id: 'berlin', calendar: rating.calendar });
  if (rating.rateCard != null) await desk.rateCards.put({ ...rating.rateCard, id: 'standard' });
  for (const { id, currency, contracts, accounts, lots, postings } of customers) {
    const card = rating.customers?.[id]?.rateCard ?? null;
    if (card !== null) await desk.rateCards.put({ ...card, id: `card-${id}` });
    const rateCardId = card === null ? null : `card-${id}`;
    await desk.customers.put({ id, party: { name: id }, currency, zone, rateCardId });
    for (const account of accounts) await desk.prepaid.open(account);
    for (const contract of contracts) await desk.contracts.put(contract);
    await seed(async (unit) => {
      for (const lot of lots) await unit.save(lotRecords, lot);
      for (const account of accounts) {
        const own = postings.filter(({ accountId }) => accountId === account.id);
        for (const [index, posting] of own.entries())
          await unit.save(postingRecords, { posting, sequence: index + 1, owner: posting.lotId ?? '' });
      }
    });
  }
  return given;
}

/** Records the months of a generated desk, and bills and issues each when it is over. */
export async function liveGeneratedMonths(
  { desk, clock, seed }: TestDesk,
  months: GeneratedDesk['months'],
): Promise<readonly Invoice[]> {
  for (const { to, work, expenses, products } of months) {
    await desk.work.record(work);
    await desk.work.recordExpenses(expenses);
    await desk.work.recordProducts(products);
    clock.set(`${addDays(to, 1)}T12:00:00.000Z`);
    await desk.batches.save({ through: addDays(to, -1), key: to });
    await desk.invoices.issueAll(
      (await seed((unit) => unit.all(invoiceRecords))).filter(isDraft).map(({ id }) => id),
    );
  }
  return seed((unit) => unit.all(invoiceRecords));
}

const isDraft = ({ settlement }: Invoice): boolean => settlement === 'draft';
