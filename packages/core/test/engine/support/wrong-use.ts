import {
  billRecords,
  lotRecords,
  postingRecords,
  type StoredBill,
} from '../../../src/engine/records/billing.ts';
import { workRecords } from '../../../src/engine/records/work.ts';
import type { Unit } from '../../../src/engine/unit.ts';
import type { PrepaidPosting } from '../../../src/prepaid/posting.ts';
import { change, changing, stands, type Wrong } from './wrong.ts';

/** Writes a posting at the end of the ledger, which is about no work. */
async function post(unit: Unit, given: Partial<PrepaidPosting>, owner?: string): Promise<void> {
  const last = (await unit.all(postingRecords)).at(-1);
  if (last === undefined) throw new Error('the ledger is empty');
  const { posting, sequence } = last;
  const nothing = { entryId: null, part: null, workDate: null, reverses: null } as const;
  const made = {
    ...posting,
    ...nothing,
    kind: 'adjust',
    key: `wrong-${sequence}`,
    at: unit.at,
    ...given,
  } as const;
  await unit.save(postingRecords, { owner: owner ?? last.owner, posting: made, sequence: sequence + 1 });
}

const hasAllowance = (stored: StoredBill): boolean => stands(stored) && stored.bill.allowances.length > 0;

type Allowance = StoredBill['bill']['allowances'][number];

const changeAllowance = (unit: Unit, changed: (allowance: Allowance) => Allowance) =>
  change(unit, billRecords, hasAllowance, (stored) => ({
    ...stored,
    bill: { ...stored.bill, allowances: stored.bill.allowances.map(changed) },
  }));

/** Names the lines of a bill otherwise, so that its invoice has others. */
const renameLines = (unit: Unit) =>
  change(
    unit,
    billRecords,
    (stored) => stands(stored) && stored.invoiceId !== null,
    (stored) => {
      const { lines, totals } = stored.bill;
      const renamed = <Line extends { readonly key: string }>(line: Line): Line => ({
        ...line,
        key: `other-${line.key}`,
      });
      const all = { ...totals, lines: totals.lines.map(renamed) };
      return { ...stored, bill: { ...stored.bill, lines: lines.map(renamed), totals: all } };
    },
  );

const isOpenEntry = ({
  work,
  billId,
  leftOutBy,
}: {
  work: { id: string };
  billId: unknown;
  leftOutBy: unknown;
}) => work.id === 'te_10' && billId === null && leftOutBy === null;

/** Faults in what work, allowances and prepaid accounts were used for, each the smallest of its kind. */
export const wrongUse: readonly Wrong[] = [
  {
    invariant: 'I8',
    fault: 'is overdrawn further than was agreed',
    plant: (unit) => post(unit, { lotId: null, quantity: '-1' }),
  },
  {
    invariant: 'I9',
    fault: 'has a reversal that is not the opposite of a posting',
    plant: (unit) => post(unit, { reverses: 'unknown', quantity: '1' }),
  },
  {
    invariant: 'I9',
    fault: 'has a posting of a lot that is not there',
    plant: (unit) => post(unit, { lotId: 'unknown', quantity: '1' }),
  },
  {
    invariant: 'I9',
    fault: 'can be used and was never filled',
    plant: async (unit) => {
      const [lot] = await unit.all(lotRecords);
      if (lot === undefined) throw new Error('there is no lot');
      await unit.save(lotRecords, { ...lot, id: 'empty' });
    },
  },
  {
    invariant: 'I11',
    fault: 'asks for other than its bill charges',
    plant: renameLines,
  },
  {
    invariant: 'I11',
    fault: 'asks for what no bill charges',
    plant: renameLines,
  },
  {
    invariant: 'I11',
    fault: 'has bills without an invoice that are not carried forward',
    plant: changing(
      billRecords,
      (stored) => stands(stored) && stored.invoiceId !== null,
      (stored) => ({ ...stored, invoiceId: null }),
    ),
  },
  {
    invariant: 'I12',
    fault: 'carries more of an allowance on than is left',
    plant: (unit) =>
      changeAllowance(unit, (one) => ({
        ...one,
        carriesOut: [{ period: '2026-03-01', quantity: '999999', carried: 1 }],
      })),
  },
  {
    invariant: 'I12',
    fault: 'uses more of an allowance than there was',
    plant: (unit) => changeAllowance(unit, (one) => ({ ...one, used: '1', limit: '1', left: [] })),
  },
  {
    invariant: 'I22',
    fault: 'is left out by a bill that did not',
    plant: changing(workRecords, isOpenEntry, (record) => ({ ...record, leftOutBy: 'bill_0001' })),
  },
  {
    invariant: 'I22',
    fault: 'is open in part and has no bill',
    plant: changing(workRecords, isOpenEntry, (record) => ({ ...record, isPartlyOpen: true })),
  },
  {
    invariant: 'I24',
    fault: 'was released and still draws',
    plant: async (unit) => {
      const released = (await unit.all(billRecords)).find((one) => !stands(one));
      await post(unit, { quantity: '1' });
      await post(unit, { kind: 'draw', quantity: '-1' }, released?.id ?? '');
    },
  },
];
