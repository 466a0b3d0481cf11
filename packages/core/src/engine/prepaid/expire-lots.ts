import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { expiryDue } from '../../prepaid/expiry.ts';
import type { Settings } from '../../master-data/settings.ts';
import { appendPostings } from '../bills/append-postings.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import { type AccountLedger, lockLedger, readLedger } from './account-ledger.ts';

/** The owner of what expires: nobody made it, time went by. */
const expiry = 'expiry';

/** Whether something of an account has expired by now, where its customer is. */
export async function hasExpired(unit: Unit, settings: Settings, accountId: string): Promise<boolean> {
  return (await dueOf(unit, settings, await readLedger(unit, accountId))).length > 0;
}

/** Posts what has expired of an account, once (R77). */
export async function expireLots(unit: Unit, settings: Settings, accountId: string): Promise<void> {
  const ledger = await lockLedger(unit, accountId);
  const due = await dueOf(unit, settings, ledger);
  await appendPostings(unit, expiry, due);
  for (const { lotId } of due) if (lotId !== null) unit.emit('prepaid.expired', { accountId, lotId });
}

async function dueOf(
  unit: Unit,
  settings: Settings,
  { account, lots, postings }: AccountLedger,
): Promise<readonly PrepaidPosting[]> {
  if (lots.every(({ expiresOn }) => expiresOn === null)) return [];
  const customer = await unit.find(customerRecords, account.customerId);
  const today = civilDateAt(unit.at, customer?.zone ?? settings.zone);
  return expiryDue(account, lots, postings, today, unit.at);
}
