import { type Invoice, openAmount } from '../../../src/index.ts';
import { digestOfInvoice } from '../../../src/engine/invoices/seal-invoice.ts';
import { billRecords, invoiceRecords } from '../../../src/engine/records/billing.ts';
import { digestRecords, seriesKey, seriesRecords } from '../../../src/engine/records/issuing.ts';
import {
  applicationRecords,
  creditRecords,
  fundKey,
  paymentRecords,
  type StoredApplication,
} from '../../../src/engine/records/payments.ts';
import { workRecords } from '../../../src/engine/records/work.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import { centsOf, sumBy } from '../support/cents.ts';

/** What is wrong with the invoices and payments of a tenant, in words. `frozen` keeps the digests that were seen. */
export async function faultsOf(unit: Unit, frozen: Map<string, string>): Promise<readonly string[]> {
  const invoices = await unit.all(invoiceRecords);
  return [
    ...(await faultsOfNumbers(unit, invoices)),
    ...(await faultsOfSeals(unit, invoices, frozen)),
    ...faultsOfAmounts(invoices, await unit.all(applicationRecords)),
    ...(await faultsOfFunds(unit)),
    ...(await faultsOfLocks(unit)),
  ];
}

type Check = readonly [holds: boolean, says: string];

const failing = (checks: readonly Check[]): readonly string[] =>
  checks.flatMap(([holds, says]) => (holds ? [] : [says]));

/** I5 and I6. */
async function faultsOfNumbers(unit: Unit, invoices: readonly Invoice[]): Promise<readonly string[]> {
  const checks: Check[] = [];
  for (const series of ['INV', 'CN']) {
    const row = await unit.find(seriesRecords, seriesKey(series));
    const places = invoices
      .flatMap(({ issued }) => (issued?.series === series ? [issued] : []))
      .toSorted((one, other) => one.sequence - other.sequence);
    const instants = places.map(({ at }) => at);
    checks.push(
      [places.every(({ sequence }, index) => sequence === index + 1), `I5: ${series} has a gap or a double`],
      [(row?.last[series] ?? 0) === places.length, `I5: the counter of ${series} is not at its last number`],
      [instants.join() === instants.toSorted().join(), `I6: the dates of ${series} do not go up`],
    );
  }
  return failing(checks);
}

/** I7. */
async function faultsOfSeals(
  unit: Unit,
  invoices: readonly Invoice[],
  frozen: Map<string, string>,
): Promise<readonly string[]> {
  const checks: Check[] = [];
  for (const invoice of invoices) {
    if (invoice.issued === null || invoice.settlement === 'draft') continue;
    const { digest, revision } = await unit.load(digestRecords, invoice.id);
    const key = `${invoice.id}@${revision}`;
    checks.push(
      [digest === (await digestOfInvoice(invoice)), `I7: ${invoice.id} does not say what its seal says`],
      [(frozen.get(key) ?? digest) === digest, `I7: ${key} has another seal than before`],
    );
    frozen.set(key, digest);
  }
  return failing(checks);
}

/** I23 and I24: what an invoice has is what money did on it; what is open is the rest. */
function faultsOfAmounts(
  invoices: readonly Invoice[],
  applications: readonly StoredApplication[],
): readonly string[] {
  return invoices.flatMap((invoice) => {
    const { id, kind, content, settlement, credited, writtenOff } = invoice;
    if (kind === 'credit-note') return [];
    const total = centsOf(content.totals.total);
    const kept = centsOf(invoice.paid) - centsOf(invoice.refunded);
    const open = centsOf(openAmount(invoice));
    const isOut = settlement !== 'draft' && settlement !== 'void';
    const notes = invoices.filter((one) => one.credits?.invoiceId === id && one.settlement !== 'draft');
    const noted = notes.reduce((sum, note) => sum + centsOf(note.content.totals.total), 0);
    return failing([
      [sumBy(applications, (row) => row.invoiceId === id) === kept, `I23: ${id} has not what it was paid`],
      [open >= 0, `I23: less than nothing is open on ${id}`],
      [open === (isOut ? total - kept - centsOf(credited) - centsOf(writtenOff) : 0), `I23: open on ${id}`],
      [centsOf(credited) === noted, `I24: ${id} is credited other than its notes say`],
      [noted <= Math.max(0, total), `R86: ${id} is credited more than it was`],
    ]);
  });
}

/** I23: no payment is on invoices and to the credit with more than it was, and none that was taken back. */
async function faultsOfFunds(unit: Unit): Promise<readonly string[]> {
  const applications = await unit.all(applicationRecords);
  const movements = await unit.all(creditRecords);
  const payments = (await unit.all(paymentRecords)).filter(({ kind }) => kind === 'payment');
  return payments.flatMap(({ id, amount, reversedAt }) => {
    const isOwn = ({ fund }: Pick<StoredApplication, 'fund'>): boolean => fundKey(fund) === `payment:${id}`;
    const [onInvoices, toCredit] = [sumBy(applications, isOwn), sumBy(movements, isOwn)];
    return failing([
      [onInvoices >= 0 && toCredit >= 0, `I23: ${id} pays less than nothing`],
      [onInvoices + toCredit <= (reversedAt === null ? centsOf(amount) : 0), `I23: ${id} pays too much`],
    ]);
  });
}

/** I22 and I24: work is locked by the bills that stand, and by no others; withdrawn invoices have none. */
async function faultsOfLocks(unit: Unit): Promise<readonly string[]> {
  const checks: Check[] = [];
  const owners = new Map<string, string>();
  for (const { id, bill, releasedAt, invoiceId } of await unit.all(billRecords)) {
    const invoice = invoiceId === null ? null : await unit.find(invoiceRecords, invoiceId);
    const isGone = invoiceId !== null && (invoice === null || invoice.settlement === 'void');
    checks.push([!isGone || releasedAt !== null, `I24: ${id} stands without its invoice`]);
    if (releasedAt !== null) continue;
    for (const claim of bill.claims) if (claim.kind === 'entry') owners.set(claim.id, id);
  }
  for (const { work, billId } of await unit.all(workRecords))
    checks.push([billId === (owners.get(work.id) ?? null), `I22: ${work.id} is locked by ${billId}`]);
  return failing(checks);
}
