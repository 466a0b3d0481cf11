import { expect, test } from 'vitest';
import { euros, exampleDraft, issue } from '../../testing/invoice-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { deliveryTransitions } from './delivery-transitions.ts';
import { invoiceActions, ledgerActions } from './invoice-actions.ts';
import type { InvoiceCommand } from './invoice-command.ts';
import { ledgerTransitions } from './ledger-transitions.ts';
import { settlementTransitions } from './settlement-transitions.ts';
import { transitionInvoice } from './transition-invoice.ts';

const connectorId = 'qbo';
const policy = { reopen: true };

/** What an action can be asked with; amounts of a cent or two, so that few steps lead everywhere. */
function commandsFor(action: string): readonly InvoiceCommand[] {
  if (action === 'issue') return [issue];
  if (action === 'confirm-export')
    return [{ type: action, connectorId, externalId: '17', at: '2026-04-01T09:00:00Z' }];
  if (action === 'reject-export') return [{ type: action, connectorId, reason: 'the period is closed' }];
  const type = action as never;
  if (action.endsWith('-export')) return [{ type, connectorId }];
  const isAmount = /^pay|^refund|^reverse|^credit|^write/.test(action);
  return isAmount ? ['0.01', '0.02'].map((amount) => ({ type, amount: euros(amount) })) : [{ type }];
}

interface Step {
  readonly from: Invoice;
  readonly action: string;
  readonly to: Invoice;
}

/** All steps that invoices of so many euros can take, up to money that was paid several times over. */
function* stepsFrom(draft: Invoice, actionsOf: (invoice: Invoice) => readonly string[]): Generator<Step> {
  const seen = new Set<string>();
  const waiting: Invoice[] = [draft];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const action of actionsOf(from)) {
      for (const command of commandsFor(action)) {
        const to = after(from, command);
        if (to === null || Number(to.paid.amount) > 0.06 || to.revision > 3) continue;
        yield { from, action, to };
        const { content: _, ...rest } = to;
        const key = JSON.stringify(rest);
        if (!seen.has(key)) waiting.push(to);
        seen.add(key);
      }
    }
  }
}

function after(invoice: Invoice, command: InvoiceCommand): Invoice | null {
  try {
    return transitionInvoice(invoice, command, policy);
  } catch {
    return null;
  }
}

/** Which of their own actions invoices take in a state, as `state action`, and where they lead to. */
function reached(steps: Iterable<Step>, stateOf: (invoice: Invoice) => string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { from, action, to } of steps) {
    const name = `${stateOf(from)} ${action}`;
    found.set(name, (found.get(name) ?? new Set()).add(stateOf(to)));
  }
  return found;
}

const rowsOf = (table: object): readonly (readonly [name: string, target: unknown])[] =>
  Object.entries(table).flatMap(([state, row]: [string, object]) =>
    Object.entries(row).map(([action, target]) => [`${state} ${action}`, target] as const),
  );

const drafts = ['0.00', '0.01', '0.02', '0.03'].map((total) => exampleDraft(total));
const isSettlement = (action: string): boolean =>
  Object.values(settlementTransitions).some((row) => Object.hasOwn(row, action));

test('R80: each row of the settlement table is reached, and nothing else', () => {
  const steps = drafts.flatMap((draft) => [
    ...stepsFrom(draft, (invoice) => invoiceActions(invoice, policy).filter(isSettlement)),
  ]);
  const found = reached(steps, ({ settlement }) => settlement);
  const rows = rowsOf(settlementTransitions);
  expect([...found.keys()].toSorted()).toEqual(rows.map(([name]) => name).toSorted());
  for (const [name, target] of rows.filter(([, one]) => one !== 'by-amounts')) {
    expect([...(found.get(name) ?? [])]).toEqual([target]);
  }
});

test('R80: each row of the delivery table is reached, and nothing else', () => {
  const invoice = transitionInvoice(exampleDraft('0.01'), issue);
  const steps = stepsFrom(invoice, (one) => invoiceActions(one).filter((action) => !isSettlement(action)));
  const found = reached(steps, ({ delivery }) => delivery);
  expect(Object.fromEntries([...found].map(([name, to]) => [name, [...to].join()]))).toEqual(
    Object.fromEntries(rowsOf(deliveryTransitions)),
  );
});

test('R80: each row of the table of ledger copies is reached with each of its states, and nothing else', () => {
  const invoice = transitionInvoice(exampleDraft('0.01'), issue);
  const changes = (one: Invoice) =>
    invoiceActions(one, policy).filter((action) => ['void', 'reopen', 'reissue'].includes(action));
  const steps = stepsFrom(invoice, (one) => [...ledgerActions(one, connectorId), ...changes(one)]);
  const found = reached(steps, ({ ledgers }) => ledgers[connectorId]?.state ?? 'none');
  const rows = new Map(rowsOf(ledgerTransitions));
  for (const [name, states] of found) {
    // What the table does not have leaves the copy as it is.
    const expected = rows.get(name) ?? [name.split(' ')[0]];
    expect([name, [...states].toSorted()]).toEqual([name, [...(expected as string[])].toSorted()]);
  }
  expect([...rows.keys()].filter((name) => !found.has(name))).toEqual([]);
});
