import type { StoredBill, StoredPosting } from '../../../src/engine/records/billing.ts';
import type { Storage } from '../../../src/ports/storage.ts';
import type { PrepaidAccount } from '../../../src/prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../../src/prepaid/prepaid-lot.ts';
import { rowsOf } from '../support/desk.ts';

/** What is stored of prepaid accounts, read past the engine. */
export interface LedgerState {
  readonly accounts: readonly PrepaidAccount[];
  readonly lots: readonly PrepaidLot[];
  readonly postings: readonly StoredPosting[];
  readonly bills: readonly StoredBill[];
  /** The ids of the work records of "acme". */
  readonly work: ReadonlySet<string>;
}

/** Reads the rows of a desk. */
export async function ledgerState(storage: Storage): Promise<LedgerState> {
  const rows = await rowsOf(storage);
  const of = (name: string): readonly unknown[] => (rows[name] ?? []).map(({ value }) => value);
  const work = (rows['work'] ?? []).filter(({ keys }) => keys['customer'] === 'acme');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is stored was written by type
  return {
    accounts: of('prepaid-accounts'),
    lots: of('prepaid-lots'),
    postings: of('prepaid-postings'),
    bills: of('bills'),
    work: new Set(work.map(({ id }) => id)),
  } as LedgerState;
}

/** A quantity of a ledger of hours in ten-thousandths of a second. */
export function steps(quantity: string): bigint {
  const [whole = '', fraction = ''] = quantity.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}

/** The sum of postings, without the engine's help. */
export const sumOf = (postings: readonly StoredPosting[]): bigint =>
  postings.reduce((sum, { posting }) => sum + steps(posting.quantity), 0n);

/** What is wrong with the ledgers: I8 to I10. */
export function faultsOf({ accounts, lots, postings, bills, work }: LedgerState): readonly string[] {
  const faults: string[] = [];
  const reversed = new Map<string, bigint>();
  for (const { posting } of postings) {
    if (posting.reverses === null) continue;
    const name = `${posting.accountId} ${posting.reverses}`;
    reversed.set(name, (reversed.get(name) ?? 0n) + steps(posting.quantity));
  }
  for (const { posting } of postings) {
    const back = reversed.get(`${posting.accountId} ${posting.key}`);
    if (back === undefined) continue;
    // Work that was done in time takes breakage back bit by bit; everything else is taken back once and whole.
    const rest = steps(posting.quantity) + back;
    const isExact = posting.kind === 'expire' ? rest <= 0n : rest === 0n;
    if (!isExact) faults.push(`I10: of ${posting.key} too much or too little was taken back: ${rest}`);
  }
  const standing = new Set(bills.filter(({ releasedAt }) => releasedAt === null).map(({ id }) => id));
  for (const { id, overdraft } of accounts) {
    const own = postings.filter(({ posting }) => posting.accountId === id);
    own.forEach(({ sequence }, index) => {
      if (sequence !== index + 1) faults.push(`I9: posting ${index + 1} of ${id} has the number ${sequence}`);
    });
    const least = -steps(overdraft) * 3600n;
    const drawnBeyond = sumOf(own.filter(({ posting }) => posting.lotId === null));
    if (drawnBeyond > 0n || drawnBeyond < least) faults.push(`I8: ${id} is overdrawn by ${drawnBeyond}`);
    for (const lot of lots.filter(({ accountId }) => accountId === id)) {
      const left = sumOf(own.filter(({ posting }) => posting.lotId === lot.id));
      if (left < 0n) faults.push(`I8: the lot ${lot.id} has ${left}`);
      const wasCredited = own.some(({ posting }) => posting.lotId === lot.id && posting.kind === 'top-up');
      // What comes back to a lot whose payment has bounced waits in it for the next payment.
      if (lot.usableAt === null && !wasCredited && left !== 0n)
        faults.push(`R73: the lot ${lot.id} has ${left}`);
    }
    for (const { posting, owner } of own) {
      if (posting.kind !== 'draw' || reversed.has(`${id} ${posting.key}`)) continue;
      const isOfBill = standing.has(owner);
      const isChosen = owner === `entry:${posting.entryId}` && work.has(owner);
      if (!isOfBill && !isChosen) faults.push(`I10: ${posting.key} stands for ${owner}, which is gone`);
    }
  }
  return faults;
}
