import type { Desk } from '../../../../src/engine/desk.ts';
import type { Payment } from '../../../../src/engine/records/payments.ts';
import type { Invoice } from '../../../../src/invoice/invoice.ts';
import { centsOf } from '../../support/cents.ts';
import { preparedPayment, preparedWork } from './two-desks.ts';

/** What must be true of a desk, told as simply as can be: what was asked of it, and what it has promised for ever. */
export interface DeskModel {
  /** The minutes of each entry that was recorded and not deleted. */
  readonly work: Map<string, number>;
  /** The cents of each payment that people entered, and whether it still counts. */
  readonly payments: Map<string, { readonly cents: number; readonly counts: boolean }>;
  /** What each issued document said when it was issued. */
  readonly issued: Map<string, string>;
  readonly void: Set<string>;
  /** By the ledger's id: what it told last. */
  readonly told: Map<string, 'counts' | 'deleted'>;
}

export const newModel = (): DeskModel => ({
  work: new Map(preparedWork),
  payments: new Map([[preparedPayment.externalId, { cents: preparedPayment.cents, counts: true }]]),
  issued: new Map(),
  void: new Set(),
  told: new Map(),
});

/** What a desk has that its model says otherwise, after each command. */
export async function differences(model: DeskModel, desk: Desk): Promise<readonly string[]> {
  const limit = 1000;
  const [invoices, payments, work] = await Promise.all([
    desk.invoices.list({ limit }),
    desk.payments.list({ limit }),
    desk.work.list({ limit }),
  ]);
  const minutes = work.items.map(
    ({ work: { id, ...entry } }) => [id, Reflect.get(entry, 'minutes')] as const,
  );
  return [
    ...(sameMap(new Map(minutes), model.work) ? [] : ['the work is not what was recorded']),
    ...wrongDocuments(model, invoices.items),
    ...wrongPayments(model, payments.items),
  ];
}

const sameMap = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);

/** What was issued stays as it was, void stays void, and numbers are 1, 2, 3 … (R81, R82). */
function wrongDocuments(model: DeskModel, invoices: readonly Invoice[]): readonly string[] {
  const wrong: string[] = [];
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  for (const invoice of invoices) {
    const { id, issued, settlement } = invoice;
    if (issued === null) continue;
    const { kind, content } = invoice;
    // What was opened again may change before it is issued again, but for its number.
    const says = JSON.stringify([kind, issued.number, content.customerId]);
    if ((model.issued.get(id) ?? says) !== says) wrong.push(`${id} says other than when it was issued`);
    model.issued.set(id, says);
    if (model.void.has(id) && settlement !== 'void') wrong.push(`${id} is not void any more`);
    if (settlement === 'void') model.void.add(id);
  }
  for (const id of model.issued.keys()) if (!byId.has(id)) wrong.push(`${id} is gone`);
  for (const kind of ['invoice', 'credit-note']) {
    const places = invoices.flatMap(({ kind: own, issued }) =>
      own === kind && issued !== null ? [issued.sequence] : [],
    );
    const sorted = places.toSorted((one, other) => one - other);
    if (sorted.some((place, index) => place !== index + 1)) wrong.push(`${kind}s have ${sorted.join()}`);
  }
  return wrong;
}

/** Each payment that was entered is there once, with its amount; what bounced counts no more (R85). */
function wrongPayments(model: DeskModel, payments: readonly Payment[]): readonly string[] {
  const entered = payments.filter(({ kind, external }) => kind === 'payment' && external?.source == null);
  const found = entered.map(({ external, amount, reversedAt }) => {
    const counts = reversedAt === null;
    return [external?.id ?? '', JSON.stringify({ cents: centsOf(amount), counts })] as const;
  });
  const expected = new Map([...model.payments].map(([id, one]) => [id, JSON.stringify(one)]));
  if (found.length !== new Map(found).size) return ['a payment is there twice'];
  return sameMap(new Map(found), expected) ? [] : ['the payments are not what was entered'];
}
