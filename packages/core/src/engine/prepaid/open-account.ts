import { inputError } from '../../errors/parse-input.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import { asJson } from '../as-json.ts';
import { accountRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';

/** What the postings of an account depend on: it stays as it was opened. */
const lasting = ['customerId', 'unit', 'currency'] as const;

/**
 * Opens an account, or changes its terms.
 *
 * @throws BillingError `NOT_FOUND` without the customer; `PREPAID_ACCOUNT_INVALID` when it is to become another account.
 */
export async function openAccount(unit: Unit, account: PrepaidAccount): Promise<PrepaidAccount> {
  await unit.load(customerRecords, account.customerId);
  await unit.lock(`customer:${account.customerId}`);
  await unit.lock(`account:${account.id}`);
  const before = await unit.find(accountRecords, account.id);
  const issues = lasting.flatMap((field) => {
    if (before === null || before[field] === account[field]) return [];
    return [
      { path: [field], message: `is "${before[field]}" since the account was opened: open another one` },
    ];
  });
  if (issues.length > 0) throw inputError('PREPAID_ACCOUNT_INVALID', issues);
  await unit.save(accountRecords, account);
  const subject = { kind: 'prepaid-account', id: account.id };
  unit.note({ action: 'prepaid.open', subject, before: asJson(before), after: asJson(account) });
  return account;
}
