import type { PrepaidHistory } from '../../bill/bill-facts.ts';
import { accountRecords, lotRecords, postingRecords } from '../records/billing.ts';
import type { Unit } from '../unit.ts';

/**
 * A customer's prepaid accounts with all their lots and postings, read under the locks of the accounts: nobody else
 * draws from them before this call has ended (R75).
 */
export async function lockPrepaidOf(unit: Unit, customerId: string): Promise<PrepaidHistory> {
  const ids = (await unit.all(accountRecords, { index: ['customer', customerId] })).map(({ id }) => id);
  for (const id of ids.toSorted()) await unit.lock(`account:${id}`);
  const [accounts, lots, postings] = [[], [], []] as [
    PrepaidHistory['accounts'][number][],
    PrepaidHistory['lots'][number][],
    PrepaidHistory['postings'][number][],
  ];
  for (const id of ids) {
    accounts.push(await unit.load(accountRecords, id));
    lots.push(...(await unit.all(lotRecords, { index: ['account', id] })));
    postings.push(
      ...(await unit.all(postingRecords, { index: ['account', id] })).map(({ posting }) => posting),
    );
  }
  return { accounts, lots, postings };
}
