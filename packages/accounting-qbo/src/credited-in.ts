/** Something that a payment is linked to, and how much of it in whole units of money. */
interface Link {
  readonly type: string;
  readonly id: string;
  readonly units: number;
}

/** So much of a credit memo of ours that is taken off something else than the invoice that it corrects. */
interface TakenOff {
  readonly memo: string;
  readonly from: Pick<Link, 'type' | 'id'>;
  readonly units: number;
}

/** By these a payment pays money out again, what was paid too much or what a credit memo has credited. */
export const paysOut: ReadonlySet<string> = new Set(['Check', 'Expense']);

/**
 * What a payment applies of credit memos. Those of ours are taken off the invoices that they correct first, then off the
 * others that it is linked to, in order, then off what else there is: what it pays out, what a journal entry asks for.
 *
 * @param credited our credit memos, each with the invoice that it corrects
 * @returns also what is left of everything else for money, and how much credit of QuickBooks pays
 */
export function creditedIn(
  links: readonly Link[],
  credited: ReadonlyMap<string, string | null>,
): { readonly takenOff: readonly TakenOff[]; readonly left: readonly Link[]; readonly theirs: number } {
  const memos = summed(links.filter(({ type }) => type === 'CreditMemo'));
  const others = summed(links.filter(({ type }) => type !== 'CreditMemo'));
  const targets = [
    ...others.filter(({ type }) => type === 'Invoice'),
    ...others.filter(({ type }) => type !== 'Invoice'),
  ];
  const left = new Map([...memos, ...others].map((link) => [keyOf(link), link.units]));
  const cover = (memo: Link, target: Link): number => {
    const [inMemo, open] = [left.get(keyOf(memo)) ?? 0, left.get(keyOf(target)) ?? 0];
    const units = Math.min(inMemo, open);
    left.set(keyOf(memo), inMemo - units);
    left.set(keyOf(target), open - units);
    return units;
  };
  const ours = memos.filter(({ id }) => credited.has(id));
  for (const memo of ours)
    for (const target of targets)
      if (target.type === 'Invoice' && target.id === credited.get(memo.id)) cover(memo, target);
  const takenOff = ours.flatMap((memo) =>
    targets
      .map((from) => ({ memo: memo.id, from, units: cover(memo, from) }))
      .filter(({ units }) => units > 0),
  );
  return {
    takenOff,
    left: others.map((link) => ({ ...link, units: left.get(keyOf(link)) ?? 0 })),
    theirs: memos.reduce((all, { id, units }) => all + (credited.has(id) ? 0 : units), 0),
  };
}

const keyOf = ({ type, id }: Pick<Link, 'type' | 'id'>): string => `${type} ${id}`;

/** Each of them once. */
function summed(links: readonly Link[]): readonly Link[] {
  const sums = new Map<string, Link>();
  for (const link of links) {
    const before = sums.get(keyOf(link))?.units ?? 0;
    sums.set(keyOf(link), { ...link, units: before + link.units });
  }
  return [...sums.values()];
}
