import { type CustomerPrepaidStatement, prepaidOverview } from '../../report/prepaid-overview.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { period } from '../../time/period.ts';
import { accountRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';

/** What a statement is to be about: one account, or all of a customer. */
export type StatementRequest = ({ readonly accountId: string } | { readonly customerId: string }) & {
  readonly from: CivilDate;
  /** The first day that no longer counts. */
  readonly to: CivilDate;
};

/** The statement of the accounts of one customer over civil days of its zone. */
export async function statementOf(
  unit: Unit,
  { from, to, ...about }: StatementRequest,
): Promise<CustomerPrepaidStatement> {
  const customerId =
    'accountId' in about ? (await unit.load(accountRecords, about.accountId)).customerId : about.customerId;
  const { zone } = await unit.load(customerRecords, customerId);
  const accountIds =
    'accountId' in about
      ? [about.accountId]
      : (await unit.all(accountRecords, { index: ['customer', customerId] })).map(({ id }) => id);
  const ledgers = [];
  for (const id of accountIds) ledgers.push(await readLedger(unit, id));
  const days = period(from, to, zone ?? (await loadSettings(unit)).zone);
  const [stated] = prepaidOverview(
    ledgers.map(({ account }) => account),
    ledgers.flatMap(({ postings }) => postings),
    days,
  );
  return stated ?? { customerId, accounts: [], totals: [] };
}
