import type { Desk } from '../../../src/engine/desk.ts';
import { money } from '../../../src/money/money.ts';
import { testEntry } from './desk.ts';

/** The ids of things of tenant A. */
export interface Known {
  readonly issued: string;
  readonly draft: string;
  readonly batch: string;
  readonly payment: string;
  readonly lot: string;
  readonly posting: string;
  readonly timer: string;
  readonly message: string;
  readonly mail: string;
  readonly messageId: string;
}

/**
 * What becomes of a call with ids of another tenant. An error code: it is refused. `nothing`: it is answered as if there
 * was nothing. `own`: it does something of one's own, under the same id.
 */
type Outcome = 'own' | 'nothing' | 'NOT_FOUND' | 'CONNECTOR_UNKNOWN' | 'ENGINE_INVALID';

export interface Row {
  readonly call: (desk: Desk, known: Known) => unknown;
  readonly outcome: Outcome;
}

const own = (call: Row['call']): Row => ({ call, outcome: 'own' });
const nothing = (call: Row['call']): Row => ({ call, outcome: 'nothing' });
const missing = (call: Row['call']): Row => ({ call, outcome: 'NOT_FOUND' });
const names = [{ value: 'own' }];
const through = '2026-03-31';
const reason = 'own';
const on = '2026-04-01';

/** One call of every method. Who adds a method adds a row. */
export const rows: Readonly<Record<string, Row>> = {
  'settings.put': own((desk) =>
    desk.settings.put({
      seller: { name: 'own' },
      currency: 'EUR',
      zone: 'Europe/Berlin',
      calendarId: 'berlin',
    }),
  ),
  'settings.get': own((desk) => desk.settings.get()),
  'customers.put': own((desk) => desk.customers.put({ id: 'acme', party: { name: 'own' } })),
  'customers.get': nothing((desk) => desk.customers.get('acme')),
  'customers.list': nothing((desk) => desk.customers.list()),
  'agents.put': own((desk) => desk.agents.put({ id: 'ana', names })),
  'agents.get': nothing((desk) => desk.agents.get('ana')),
  'agents.list': nothing((desk) => desk.agents.list()),
  'teams.put': own((desk) => desk.teams.put({ id: 'one', names })),
  'teams.get': nothing((desk) => desk.teams.get('one')),
  'teams.list': nothing((desk) => desk.teams.list()),
  'serviceTypes.put': own((desk) => desk.serviceTypes.put({ id: 'support', names })),
  'serviceTypes.get': nothing((desk) => desk.serviceTypes.get('support')),
  'serviceTypes.list': nothing((desk) => desk.serviceTypes.list()),
  'calendars.put': own((desk) =>
    desk.calendars.put({ id: 'own', calendar: { zone: 'Europe/Berlin', business: [] } }),
  ),
  'calendars.get': nothing((desk) => desk.calendars.get('only-a')),
  'calendars.list': own((desk) => desk.calendars.list()),
  'rateCards.put': own((desk) => desk.rateCards.put({ id: 'only-a', currency: 'EUR', rules: [] })),
  'rateCards.get': nothing((desk) => desk.rateCards.get('only-a')),
  'rateCards.list': own((desk) => desk.rateCards.list()),
  'plans.put': own((desk) =>
    desk.plans.put({
      id: 'care',
      name: 'own',
      currency: 'EUR',
      cycle: { frequency: 'monthly' },
      components: [],
    }),
  ),
  'plans.get': nothing((desk) => desk.plans.get('care')),
  'plans.list': nothing((desk) => desk.plans.list()),
  'budgets.put': own((desk) => desk.budgets.put({ id: 'all', on: {}, counts: 'hours', quantity: '1' })),
  'budgets.get': nothing((desk) => desk.budgets.get('all')),
  'budgets.list': nothing((desk) => desk.budgets.list()),
  'contracts.put': missing((desk) =>
    desk.contracts.put({
      id: 'c_1',
      customerId: 'acme',
      start: '2026-03-01',
      cycle: { frequency: 'monthly' },
    }),
  ),
  'contracts.fromPlan': missing((desk) =>
    desk.contracts.fromPlan('care', { id: 'c_2', customerId: 'acme', start: '2026-03-01' }),
  ),
  'contracts.amend': missing((desk) => desk.contracts.amend('c_1', { from: '2027-01-01', taxCodes: [] })),
  'contracts.activate': missing((desk) => desk.contracts.activate('c_1')),
  'contracts.suspend': missing((desk) => desk.contracts.suspend('c_1', '2026-06-01')),
  'contracts.resume': missing((desk) => desk.contracts.resume('c_1', '2026-06-01')),
  'contracts.terminate': missing((desk) => desk.contracts.terminate('c_1', '2026-06-01')),
  'contracts.renew': missing((desk) => desk.contracts.renew('c_1')),
  'contracts.get': nothing((desk) => desk.contracts.get('c_1')),
  'contracts.list': nothing((desk) => desk.contracts.list()),
  'contracts.checkQuota': missing((desk) => desk.contracts.checkQuota({ customerId: 'acme' })),
  'contracts.utilisation': missing((desk) => desk.contracts.utilisation({ contractId: 'c_1' })),
  'work.record': own((desk) => desk.work.record([testEntry('te_1', { note: 'own' })])),
  'work.recordExpenses': own((desk) =>
    desk.work.recordExpenses([
      {
        id: 'ex_1',
        customerId: 'acme',
        date: on,
        description: 'own',
        amount: money('1', 'EUR'),
        kind: 'billable',
      },
    ]),
  ),
  'work.recordProducts': own((desk) =>
    desk.work.recordProducts([
      {
        id: 'pr_1',
        customerId: 'acme',
        date: on,
        description: 'own',
        quantity: '1',
        unitPrice: '1',
        currency: 'EUR',
      },
    ]),
  ),
  'work.edit': missing((desk) => desk.work.edit(testEntry('te_1'))),
  'work.delete': missing((desk) => desk.work.delete('entry', 'te_10')),
  'work.approve': missing((desk) => desk.work.approve(['te_10'], 'approved')),
  'work.attach': missing((desk) =>
    desk.work.attach('entry', 'te_10', {
      id: 'a',
      name: 'a.pdf',
      mediaType: 'application/pdf',
      reference: 'a',
    }),
  ),
  'work.detach': missing((desk) => desk.work.detach('entry', 'te_10', 'a')),
  'work.get': nothing((desk) => desk.work.get('entry', 'te_1')),
  'work.list': nothing((desk) => desk.work.list({ customerId: 'acme' })),
  'work.isLocked': nothing((desk) => desk.work.isLocked({ kind: 'ticket', id: '4711' })),
  'timers.start': own((desk) =>
    desk.timers.start({ agentId: 'ana', customerId: 'acme', serviceTypeId: 'support' }),
  ),
  'timers.pause': missing((desk, { timer }) => desk.timers.pause(timer)),
  'timers.resume': missing((desk, { timer }) => desk.timers.resume(timer)),
  'timers.stop': missing((desk, { timer }) => desk.timers.stop(timer)),
  'timers.discard': missing((desk, { timer }) => desk.timers.discard(timer)),
  'timers.get': nothing((desk, { timer }) => desk.timers.get(timer)),
  'timers.list': nothing((desk) => desk.timers.list()),
  'ledgers.list': nothing((desk) => desk.ledgers.list()),
  'ledgers.context': { call: (desk) => desk.ledgers.context('books'), outcome: 'CONNECTOR_UNKNOWN' },
  'ledgers.sync': { call: (desk) => desk.ledgers.sync('books'), outcome: 'CONNECTOR_UNKNOWN' },
  'ledgers.findings': { call: (desk) => desk.ledgers.findings('books'), outcome: 'CONNECTOR_UNKNOWN' },
  'ledgers.dismissFinding': missing((desk) => desk.ledgers.dismissFinding('refund:books:r_1')),
  'mails.list': nothing((desk) => desk.mails.list()),
  'mails.get': nothing((desk, { mail }) => desk.mails.get(mail)),
  'mails.reportBounce': own((desk, { messageId }) =>
    desk.mails.reportBounce({ messageId, recipient: 'a@b.example', kind: 'hard', reason }),
  ),
  'outbox.list': nothing((desk) => desk.outbox.list()),
  'outbox.get': nothing((desk, { message }) => desk.outbox.get(message)),
  'outbox.retry': missing((desk, { message }) => desk.outbox.retry(message)),
  'outbox.drop': missing((desk, { message }) => desk.outbox.drop(message)),
  'prepaid.open': missing((desk) => desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' })),
  'prepaid.get': nothing((desk) => desk.prepaid.get('hours')),
  'prepaid.list': nothing((desk) => desk.prepaid.list()),
  'prepaid.buy': missing((desk) => desk.prepaid.buy({ accountId: 'hours', quantity: '1', price: null })),
  'prepaid.draw': missing((desk) => desk.prepaid.draw({ accountId: 'hours', entryIds: ['te_10'] })),
  'prepaid.giveBack': missing((desk) => desk.prepaid.giveBack(['te_10'])),
  'prepaid.reverse': missing((desk, { posting }) =>
    desk.prepaid.reverse({ accountId: 'hours', key: posting, reason }),
  ),
  'prepaid.adjust': missing((desk, { lot }) => desk.prepaid.adjust({ lotId: lot, quantity: '-1', reason })),
  'prepaid.transfer': missing((desk, { lot }) =>
    desk.prepaid.transfer({ lotId: lot, toAccountId: 'hours', quantity: null }),
  ),
  'prepaid.refund': missing((desk, { lot }) => desk.prepaid.refund({ lotId: lot, quantity: null, reason })),
  'prepaid.paymentFailed': missing((desk) => desk.prepaid.paymentFailed({ accountId: 'hours', reason })),
  'prepaid.balance': missing((desk) => desk.prepaid.balance('hours')),
  'prepaid.statement': missing((desk) =>
    desk.prepaid.statement({ accountId: 'hours', from: '2026-01-01', to: on }),
  ),
  'batches.preview': nothing(async (desk) => (await desk.batches.preview({ through })).customers),
  'batches.previewEach': nothing((desk) => desk.batches.previewEach({ through })),
  'batches.save': own((desk) => desk.batches.save({ through, key: '2026-03' })),
  'batches.plan': own((desk) => desk.batches.plan({ through, key: '2026-03' })),
  'batches.run': missing((desk, { batch }) => desk.batches.run(batch)),
  'batches.distribute': {
    call: (desk, { batch }) => desk.batches.distribute(batch),
    outcome: 'ENGINE_INVALID',
  },
  'batches.stop': {
    call: (desk, { batch }) => desk.batches.stop(batch),
    outcome: 'ENGINE_INVALID',
  },
  'batches.delete': missing((desk, { batch }) => desk.batches.delete(batch)),
  'batches.issue': missing((desk, { batch }) => desk.batches.issue(batch)),
  'batches.send': missing((desk, { batch }) => desk.batches.send(batch)),
  'batches.export': missing((desk, { batch }) => desk.batches.export(batch)),
  'batches.get': nothing((desk, { batch }) => desk.batches.get(batch)),
  'batches.list': nothing((desk) => desk.batches.list()),
  'batches.customers': nothing((desk, { batch }) => desk.batches.customers(batch)),
  'invoices.draft': missing((desk) => desk.invoices.draft({ customerId: 'acme' })),
  'invoices.edit': missing((desk, { draft }) => desk.invoices.edit(draft, { note: 'own' })),
  'invoices.attach': missing((desk, { draft }) =>
    desk.invoices.attach(draft, { id: 'a', name: 'a.pdf', mediaType: 'application/pdf', reference: 'a' }),
  ),
  'invoices.preview': missing((desk, { draft }) => desk.invoices.preview(draft)),
  'invoices.issue': missing((desk, { draft }) => desk.invoices.issue(draft)),
  'invoices.issueAll': own((desk, { draft }) => desk.invoices.issueAll([draft])),
  'invoices.void': missing((desk, { issued }) => desk.invoices.void(issued)),
  'invoices.reopen': missing((desk, { issued }) => desk.invoices.reopen(issued)),
  'invoices.credit': missing((desk, { issued }) => desk.invoices.credit(issued, { reason })),
  'invoices.writeOff': missing((desk, { issued }) => desk.invoices.writeOff(issued)),
  'invoices.reverseWriteOff': missing((desk, { issued }) => desk.invoices.reverseWriteOff(issued)),
  'invoices.delete': missing((desk, { draft }) => desk.invoices.delete(draft)),
  'invoices.send': missing((desk, { issued }) => desk.invoices.send(issued)),
  'invoices.reportDelivery': missing((desk, { issued }) =>
    desk.invoices.reportDelivery(issued, { status: 'sent' }),
  ),
  'invoices.export': {
    call: (desk, { issued }) => desk.invoices.export(issued, 'books'),
    outcome: 'CONNECTOR_UNKNOWN',
  },
  'invoices.get': nothing((desk, { issued }) => desk.invoices.get(issued)),
  'invoices.bills': missing((desk, { issued }) => desk.invoices.bills(issued)),
  'invoices.list': nothing((desk) => desk.invoices.list()),
  'invoices.label': missing((desk, { issued }) => desk.invoices.label(issued)),
  'invoices.dueReminders': nothing((desk) => desk.invoices.dueReminders()),
  'invoices.remind': nothing((desk) => desk.invoices.remind()),
  'invoices.history': nothing((desk, { issued }) => desk.invoices.history(issued)),
  'payments.record': missing((desk, { issued }) =>
    desk.payments.record({
      customerId: 'acme',
      amount: money('1', 'EUR'),
      on,
      applyTo: [{ invoiceId: issued }],
    }),
  ),
  'payments.refund': missing((desk, { payment }) => desk.payments.refund({ paymentId: payment, on })),
  'payments.reverse': missing((desk, { payment }) => desk.payments.reverse(payment)),
  'payments.get': nothing((desk, { payment }) => desk.payments.get(payment)),
  'payments.allocation': missing((desk, { payment }) => desk.payments.allocation(payment)),
  'payments.list': nothing((desk) => desk.payments.list()),
  'payments.ofInvoice': nothing((desk, { issued }) => desk.payments.ofInvoice(issued)),
  'credits.balance': own((desk) => desk.credits.balance('globex', 'EUR')),
  'credits.apply': nothing((desk) => desk.credits.apply({ customerId: 'globex', currency: 'EUR' })),
  'credits.payOut': missing((desk) =>
    desk.credits.payOut({ customerId: 'globex', amount: money('1', 'EUR'), on }),
  ),
  'credits.movements': nothing((desk) => desk.credits.movements('globex')),
  'reports.unbilled': own((desk) => desk.reports.unbilled()),
  'reports.forecast': missing((desk) => desk.reports.forecast({ customerId: 'acme' })),
  'reports.budgets': nothing((desk) => desk.reports.budgets()),
  'reports.work': nothing((desk) => desk.reports.work({ customerId: 'acme' })),
  'reports.margin': own((desk) => desk.reports.margin({ by: 'customer' })),
  'reports.agents': own((desk) => desk.reports.agents()),
  'reports.realisation': own((desk) => desk.reports.realisation({ by: 'agent' })),
  'reports.invoices': own((desk) => desk.reports.invoices()),
  'reports.aging': own((desk) => desk.reports.aging({ customerId: 'acme' })),
  'reports.prepaid': missing((desk) =>
    desk.reports.prepaid({ customerId: 'acme', from: '2026-03-01', to: on }),
  ),
  'reports.utilisation': missing((desk) => desk.reports.utilisation({ customerId: 'acme' })),
  'reports.whatIf': missing((desk) => desk.reports.whatIf({ customerId: 'acme', through, instead: {} })),
  'audit.list': nothing((desk, { issued }) => desk.audit.list({ subject: { kind: 'invoice', id: issued } })),
  'audit.head': own((desk) => desk.audit.head()),
  'audit.verify': own((desk) => desk.audit.verify()),
  export: own((desk) => desk.export()),
  verify: nothing((desk) => desk.verify()),
  on: own((desk) => desk.on('invoice.issued', () => undefined)),
};
