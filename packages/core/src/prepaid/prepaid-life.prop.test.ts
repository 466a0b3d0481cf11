import fc from 'fast-check';
import { expect, test } from 'vitest';
import { money } from '../money/money.ts';
import { moneyAccount } from '../testing/prepaid-fixture.ts';
import { addDays, type CivilDate } from '../time/civil-date.ts';
import { type Instant, instantToSeconds, secondsToInstant } from '../time/instant.ts';
import { adjustLot } from './adjust.ts';
import { balanceAt, remainingOf } from './balance.ts';
import { expiryDue } from './expiry.ts';
import type { PrepaidPosting } from './posting.ts';
import { creditLot, type PrepaidLot, prepaidLot } from './prepaid-lot.ts';
import { openPool } from './prepaid-pool.ts';
import { refundLot } from './refund.ts';
import { reverseDraws } from './reverse.ts';
import { settleOverdraft } from './settle-overdraft.ts';

// Yen: one step of the ledger is one yen, so that a model in plain numbers can say what should be there.
const overdraft = 20;
const account = moneyAccount({ currency: 'JPY', overdraft: String(overdraft) });
const firstDay = '2026-06-01';

/** What a person with a sheet of paper would keep: a row for each lot, moved one yen at a time. */
interface Row {
  readonly id: string;
  readonly priority: number;
  readonly expiresOn: CivilDate | null;
  readonly bought: number;
  left: number;
  expired: number;
}

class Paper {
  readonly rows: Row[] = [];
  debt = 0;
  day = 0;
  /** For each entry on whose work date what was taken from which row, the latest yen last; no row is the overdraft. */
  readonly drawn = new Map<string, { readonly workDate: CivilDate; readonly yen: (Row | null)[] }>();

  get today(): CivilDate {
    return addDays(firstDay, this.day);
  }

  inOrder(workDate: CivilDate): readonly Row[] {
    const rows = this.rows.filter(({ expiresOn }) => expiresOn === null || workDate <= expiresOn);
    const rank = ({ priority, expiresOn, bought }: Row): string =>
      `${priority} ${expiresOn ?? '9999-99-99'} ${String(bought).padStart(6, '0')}`;
    return rows.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }

  available(workDate: CivilDate): number {
    return this.inOrder(workDate).reduce((sum, row) => sum + row.left + row.expired, overdraft - this.debt);
  }

  draw(entryId: string, workDate: CivilDate, need: number): void {
    const yen: (Row | null)[] = [];
    for (let taken = 0; taken < need; taken += 1) {
      const row = this.inOrder(workDate).find(({ left, expired }) => left + expired > 0);
      if (row !== undefined && row.left > 0) row.left -= 1;
      else if (row !== undefined) row.expired -= 1;
      else if (this.debt < overdraft) this.debt += 1;
      else break;
      yen.push(row ?? null);
    }
    if (yen.length > 0) this.drawn.set(entryId, { workDate, yen });
  }

  reverse(entryId: string): void {
    for (const row of this.drawn.get(entryId)?.yen ?? []) {
      if (row === null) this.debt -= 1;
      else row.left += 1;
    }
    this.drawn.delete(entryId);
  }
}

class Ledger {
  lots: readonly PrepaidLot[] = [];
  postings: readonly PrepaidPosting[] = [];
  steps = 0;

  add(made: readonly PrepaidPosting[]): void {
    this.postings = [...this.postings, ...made];
  }

  /** The next instant: later than every one before. */
  now(): Instant {
    this.steps += 1;
    return secondsToInstant(instantToSeconds(`${firstDay}T00:00:00Z`) + this.steps);
  }
}

type Command = fc.Command<Paper, Ledger>;

const command = (
  text: string,
  run: (paper: Paper, ledger: Ledger) => void,
  check: (paper: Readonly<Paper>) => boolean = () => true,
): Command => ({
  check,
  run(paper, ledger) {
    run(paper, ledger);
    agree(paper, ledger);
  },
  toString: () => text,
});

function agree(paper: Paper, { lots, postings, steps }: Ledger): void {
  const end = secondsToInstant(instantToSeconds(`${firstDay}T00:00:00Z`) + steps);
  expect(lots.map((lot) => [lot.id, Number(remainingOf(account, lot, postings))])).toEqual(
    paper.rows.map(({ id, left }) => [id, left]),
  );
  expect(Number(balanceAt(account, postings, end, { lotId: null })) + 0).toBe(0 - paper.debt);
  const pool = openPool(account, lots, postings, end);
  for (const day of [0, 4, 8, 12, 30]) {
    const date = addDays(firstDay, day);
    expect([date, Number(pool.available(date))]).toEqual([date, paper.available(date)]);
  }
  for (const [entryId, { yen }] of paper.drawn) {
    expect(Number(balanceAt(account, postings, end, { entryId }))).toBe(-yen.length);
    for (const { id } of lots) {
      const taken = Number(balanceAt(account, postings, end, { entryId, lotId: id }));
      expect([entryId, id, 0 - taken]).toEqual([entryId, id, yen.filter((row) => row?.id === id).length]);
    }
  }
  expect(new Set(postings.map(({ key }) => key)).size).toBe(postings.length);
}

const buy = (quantity: number, priority: number, lasts: number | null): Command =>
  command(`buy(${quantity}, priority ${priority}, lasts ${lasts ?? 'for ever'})`, (paper, ledger) => {
    const id = `lot_${paper.rows.length}`;
    const expiresOn = lasts === null ? null : addDays(paper.today, lasts);
    const at = ledger.now();
    const purchase = { id, quantity: String(quantity), price: money('100', 'JPY'), purchasedAt: at };
    const { lot, posting } = creditLot(
      account,
      prepaidLot(account, { ...purchase, expiresOn, priority }),
      at,
    );
    ledger.lots = [...ledger.lots, lot];
    ledger.add([posting]);
    paper.rows.push({ id, priority, expiresOn, bought: ledger.steps, left: quantity, expired: 0 });
  });

/** The entry is worked, or edited when it has drawn already (R76). */
const work = (entryId: string, need: number, daysAgo: number): Command =>
  command(`work(${entryId}, ${need}, ${daysAgo} days ago)`, (paper, ledger) => {
    const workDate = addDays(paper.today, -daysAgo);
    const at = ledger.now();
    ledger.add(reverseDraws(account, ledger.postings, entryId, { at }));
    const pool = openPool(account, ledger.lots, ledger.postings, at);
    ledger.add(pool.draw(String(need), { entryId, part: null, workDate }).postings);
    paper.reverse(entryId);
    paper.draw(entryId, workDate, need);
  });

const release = (entryId: string): Command =>
  command(`release(${entryId})`, (paper, ledger) => {
    ledger.add(reverseDraws(account, ledger.postings, entryId, { at: ledger.now() }));
    paper.reverse(entryId);
  });

const passDays = (days: number): Command =>
  command(`passDays(${days})`, (paper, ledger) => {
    paper.day += days;
    ledger.add(expiryDue(account, ledger.lots, ledger.postings, paper.today, ledger.now()));
    for (const row of paper.rows) {
      if (row.expiresOn === null || row.expiresOn >= paper.today) continue;
      row.expired += row.left;
      row.left = 0;
    }
  });

const takeOut = (what: 'refund' | 'adjust', which: number, yen: number): Command => {
  const rowOf = ({ rows }: Readonly<Paper>): Row | undefined => rows[which];
  return command(
    `${what}(lot_${which}, ${yen})`,
    (paper, ledger) => {
      const lot = ledger.lots[which];
      const row = rowOf(paper);
      if (lot === undefined || row === undefined) return;
      const at = ledger.now();
      const id = `${what}_${ledger.steps}`;
      ledger.add([
        what === 'refund'
          ? refundLot(account, lot, ledger.postings, { id, quantity: String(yen), at })
          : adjustLot(account, lot, ledger.postings, { id, quantity: String(-yen), at, reason: 'voided' }),
      ]);
      row.left -= yen;
    },
    (paper) => (rowOf(paper)?.left ?? 0) >= yen,
  );
};

const settle: Command = command('settle', (paper, ledger) => {
  ledger.add(settleOverdraft(account, ledger.lots, ledger.postings, ledger.now()));
  const overdrawn = [...paper.drawn].filter(([, { yen }]) => yen.includes(null));
  const inOrder = overdrawn.toSorted(([one, a], [other, b]) =>
    `${a.workDate} ${drawnAt(ledger, one)}` < `${b.workDate} ${drawnAt(ledger, other)}` ? -1 : 1,
  );
  for (const [entryId, { workDate, yen }] of inOrder) {
    if (!paper.inOrder(workDate).some(({ left, expired }) => left + expired > 0)) continue;
    paper.reverse(entryId);
    paper.draw(entryId, workDate, yen.length);
  }
});

/** When an entry has drawn from the overdraft, and its id, for entries of one instant. Before a settlement, the last such draw is the one that stands. */
function drawnAt({ postings, steps }: Ledger, entryId: string): string {
  const now = secondsToInstant(instantToSeconds(`${firstDay}T00:00:00Z`) + steps);
  const draws = postings.filter(
    (posting) =>
      posting.entryId === entryId && posting.kind === 'draw' && posting.lotId === null && posting.at < now,
  );
  return `${draws.at(-1)?.at ?? ''} ${entryId}`;
}

const anyEntry = fc.nat({ max: 4 }).map((index) => `te_${index}`);
const anyYen = fc.integer({ min: 1, max: 60 });

const anyCommand = [
  fc.tuple(anyYen, fc.nat({ max: 1 }), fc.option(fc.nat({ max: 8 }))).map((given) => buy(...given)),
  fc.tuple(anyEntry, fc.nat({ max: 80 }), fc.nat({ max: 6 })).map((given) => work(...given)),
  fc.tuple(anyEntry, anyYen, fc.nat({ max: 6 })).map((given) => work(...given)),
  anyEntry.map(release),
  fc.integer({ min: 1, max: 4 }).map(passDays),
  fc
    .tuple(fc.constantFrom('refund' as const, 'adjust' as const), fc.nat({ max: 3 }), anyYen)
    .map((given) => takeOut(...given)),
  fc.constant(settle),
];

test('R70 to R77: whatever happens in the life of an account, its ledger has what a sheet of paper would have', () => {
  fc.assert(
    fc.property(fc.commands(anyCommand, { maxCommands: 30, size: 'max' }), (commands) => {
      fc.modelRun(() => ({ model: new Paper(), real: new Ledger() }), commands);
    }),
    { numRuns: 3 * (fc.readConfigureGlobal()?.numRuns ?? 100) },
  );
});
