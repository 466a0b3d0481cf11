import type { NotDue } from '../bill/bill-work.ts';
import type { CoveredWork } from '../bill/cover/covered-work.ts';
import type { LinePolicy } from '../invoice/line-policy.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork, ExcludedWork } from '../rating/outcome.ts';
import type { CivilDate } from '../time/civil-date.ts';

/** Everything that one side of a comparison says of a time entry, an expense or a product charge. */
export interface Story {
  readonly charges: Charge[];
  readonly covered: CoveredWork[];
  readonly blocked: BlockedWork[];
  readonly excluded: ExcludedWork[];
  readonly notDue: NotDue[];
  readonly linePolicies: LinePolicy[];
  /** The bills that charge or cover it. */
  readonly bills: BillName[];
  /** Whether it has a line: for expenses and products. */
  isBilled: boolean;
}

/** A contract and the first day of its period. */
export interface BillName {
  readonly contractId: string;
  readonly period: CivilDate;
}

/** What a story is told from. */
export interface StorySource {
  readonly customerId: string;
  readonly charges: Iterable<Charge>;
  readonly covered: readonly CoveredWork[];
  readonly blocked: readonly BlockedWork[];
  readonly excluded: readonly ExcludedWork[];
  readonly notDue: readonly NotDue[];
  readonly linePolicy: LinePolicy;
  /** The bill, or `null` for work that is only rated. */
  readonly bill: BillName | null;
}

/** The stories of one side. */
export class StoryBook {
  readonly #stories = new Map<string, Story>();

  /** The story of something; an empty one for what the side knows nothing of. */
  of(kind: NotDue['kind'], customerId: string, id: string): Story {
    const key = `${kind}\0${customerId}\0${id}`;
    const known = this.#stories.get(key);
    if (known !== undefined) return known;
    const story: Story = {
      charges: [],
      covered: [],
      blocked: [],
      excluded: [],
      notDue: [],
      linePolicies: [],
      bills: [],
      isBilled: false,
    };
    this.#stories.set(key, story);
    return story;
  }

  add({ customerId, charges, covered, blocked, excluded, notDue, linePolicy, bill }: StorySource): void {
    const entry = (work: { readonly entryId: string; readonly customerId: string | null }): Story =>
      this.of('entry', work.customerId ?? customerId, work.entryId);
    for (const charge of charges) {
      const story = entry(charge);
      story.charges.push(charge);
      if (story.linePolicies.at(-1) !== linePolicy) story.linePolicies.push(linePolicy);
      if (bill !== null) story.bills.push(bill);
    }
    for (const work of covered) {
      const story = entry(work);
      story.covered.push(work);
      if (bill !== null) story.bills.push(bill);
    }
    for (const work of excluded) entry(work).excluded.push(work);
    for (const work of blocked) {
      // Without an id nothing can be found again, and what is that broken is so on both sides.
      if (work.entryId !== null) entry({ ...work, entryId: work.entryId }).blocked.push(work);
    }
    for (const thing of notDue) this.of(thing.kind, customerId, thing.id).notDue.push(thing);
  }

  /** The customers and ids of all entries that something is known of. */
  entries(): readonly { readonly customerId: string; readonly id: string; readonly story: Story }[] {
    return [...this.#stories].flatMap(([key, story]) => {
      const [kind, customerId = '', id = ''] = key.split('\0');
      return kind === 'entry' ? [{ customerId, id, story }] : [];
    });
  }
}
