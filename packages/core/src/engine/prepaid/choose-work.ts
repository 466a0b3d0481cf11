import { BillingError } from '../../errors/billing-error.ts';
import { inputError } from '../../errors/parse-input.ts';
import { sumUnits } from '../../prepaid/balance.ts';
import { type LedgerQuantity, textOfUnits } from '../../prepaid/ledger-quantity.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import { appendPostings } from '../bills/append-postings.ts';
import type { EngineContext } from '../engine-context.ts';
import { accountRecords } from '../records/billing.ts';
import { type RecordedWork, workRecordId, workRecords } from '../records/work.ts';
import type { Unit } from '../unit.ts';
import { lockCustomersOf } from '../work/add-work.ts';
import { lockLedger } from './account-ledger.ts';
import { drawsOfWork } from './draw-work.ts';
import { drawnAccounts, returnDraws } from './return-draws.ts';
import { topUpAccount } from './top-up-account.ts';

/** What a person lets an account pay for. */
export interface WorkChoice {
  readonly accountId: string;
  readonly entryIds: readonly string[];
}

/** What one entry has drawn. */
export interface DrawnEntry {
  readonly entryId: string;
  /** Seconds with their burn factor, or an amount. 0 when nothing was left, or the entry costs nothing. */
  readonly drawn: LedgerQuantity;
}

/**
 * Lets an account pay for work that a person has chosen (R72), as far as it goes. What the entries had drawn of it before
 * is given back first, so choosing again takes what has come in since.
 */
export async function chooseWork(
  unit: Unit,
  context: Pick<EngineContext, 'ids' | 'plugins'>,
  { accountId, entryIds }: WorkChoice,
): Promise<readonly DrawnEntry[]> {
  const { customerId } = await unit.load(accountRecords, accountId);
  await unit.lock(`customer:${customerId}`);
  for (const [index, entryId] of entryIds.entries()) {
    await requireDrawable(unit, { customerId, accountId, entryId, index });
    await returnDraws(unit, customerId, entryId, 'chosen again');
  }
  const ledger = await lockLedger(unit, accountId);
  const { account } = ledger;
  const { postings, withoutPool } = await drawsOfWork(unit, context, ledger, new Set(entryIds));
  for (const [index, entryId] of entryIds.entries()) {
    const contractId = withoutPool.get(entryId);
    if (contractId === undefined) continue;
    throw choiceError(index, `belongs to "${contractId}", which has no pool of the account "${accountId}"`);
  }
  for (const entryId of entryIds)
    await appendPostings(unit, workRecordId('entry', entryId), postingsOf(postings, entryId));
  await topUpAccount(unit, context, accountId);
  const subject = { kind: 'prepaid-account', id: accountId };
  const drawn = entryIds.map((entryId) => {
    const own = postings.filter((posting) => posting.entryId === entryId && posting.kind === 'draw');
    return { entryId, drawn: textOfUnits(account, -sumUnits(account, own)) };
  });
  unit.note({
    action: 'prepaid.draw',
    subject,
    before: null,
    after: drawn.map(({ entryId, drawn: quantity }) => ({ entryId, quantity })),
  });
  return drawn;
}

/** Gives back what entries have drawn that no bill has taken. */
export async function giveBack(unit: Unit, entryIds: readonly string[], reason: string): Promise<void> {
  const read = async () => {
    const records: RecordedWork[] = [];
    for (const id of entryIds) records.push(await unit.load(workRecords, workRecordId('entry', id)));
    return records;
  };
  await lockCustomersOf(unit, await read());
  for (const record of await read()) {
    requireUnbilled(record);
    const { customerId, work } = record;
    if (customerId === null) continue;
    const entryId = work.id;
    for (const id of await returnDraws(unit, customerId, entryId, reason)) {
      const subject = { kind: 'prepaid-account', id };
      unit.note({ action: 'prepaid.giveBack', subject, before: null, after: { entryId } });
    }
  }
}

/** The draws of an entry, each with the breakage that it takes back, which stands before it. */
function postingsOf(postings: readonly PrepaidPosting[], entryId: string): readonly PrepaidPosting[] {
  return postings.filter((posting, index) => {
    const of = posting.entryId ?? postings.slice(index).find((next) => next.entryId !== null)?.entryId;
    return of === entryId;
  });
}

interface Choice {
  readonly customerId: string;
  readonly accountId: string;
  readonly entryId: string;
  readonly index: number;
}

async function requireDrawable(unit: Unit, { customerId, accountId, entryId, index }: Choice): Promise<void> {
  const record = await unit.load(workRecords, workRecordId('entry', entryId));
  if (record.customerId !== customerId)
    throw choiceError(index, `is work for another customer than "${customerId}"`);
  requireUnbilled(record);
  const other = (await drawnAccounts(unit, customerId, entryId)).find((id) => id !== accountId);
  if (other !== undefined)
    throw choiceError(index, `has drawn from the account "${other}": give that back first`);
}

function requireUnbilled({ work: { id }, billId }: RecordedWork): void {
  if (billId !== null) throw new BillingError('WORK_LOCKED', { kind: 'entry', id, billId });
}

const choiceError = (index: number, message: string): Error =>
  inputError('PREPAID_POSTING_INVALID', [{ path: ['entryIds', index], message }]);
