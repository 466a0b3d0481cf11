import { inputError } from '../../errors/parse-input.ts';
import type { InputIssue } from '../../errors/input-issue.ts';
import { remainingUnits } from '../../prepaid/balance.ts';
import { fromLedgerQuantity, textOfUnits, unitsOfWritten } from '../../prepaid/ledger-quantity.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import { asJson } from '../as-json.ts';
import { accountRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import type { Unit } from '../unit.ts';
import { readLedger } from './account-ledger.ts';

/** What the postings of an account depend on: it stays as it was opened. */
const lasting = ['customerId', 'unit', 'currency'] as const;

/**
 * Opens an account, or changes its terms.
 *
 * @throws BillingError `NOT_FOUND` without the customer; `PREPAID_ACCOUNT_INVALID` when it is to become another account,
 * or when its overdraft is to be less than what is overdrawn (R75).
 */
export async function openAccount(unit: Unit, account: PrepaidAccount): Promise<PrepaidAccount> {
  await unit.load(customerRecords, account.customerId);
  await unit.lock(`customer:${account.customerId}`);
  await unit.lock(`account:${account.id}`);
  const before = await unit.find(accountRecords, account.id);
  const issues = lasting.flatMap((field): InputIssue[] => {
    if (before === null || before[field] === account[field]) return [];
    return [
      { path: [field], message: `is "${before[field]}" since the account was opened: open another one` },
    ];
  });
  if (before !== null && issues.length === 0) issues.push(...(await tooNarrow(unit, account)));
  if (issues.length > 0) throw inputError('PREPAID_ACCOUNT_INVALID', issues);
  await unit.save(accountRecords, account);
  const subject = { kind: 'prepaid-account', id: account.id };
  unit.note({ action: 'prepaid.open', subject, before: asJson(before), after: asJson(account) });
  return account;
}

async function tooNarrow(unit: Unit, account: PrepaidAccount): Promise<readonly InputIssue[]> {
  const { postings } = await readLedger(unit, account.id);
  const overdrawn = -remainingUnits(account, null, postings);
  if (overdrawn <= unitsOfWritten(account, account.overdraft)) return [];
  const written = fromLedgerQuantity(account, textOfUnits(account, overdrawn));
  const what = account.unit === 'hours' ? 'hours' : account.currency;
  const message = `is less than what is overdrawn, ${written} ${what}: let something be bought first`;
  return [{ path: ['overdraft'], message }];
}
