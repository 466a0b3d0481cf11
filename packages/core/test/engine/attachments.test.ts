import { expect, test } from 'vitest';
import type { Invoice } from '../../src/invoice/invoice.ts';
import { ledgerDesk } from './support/ledger-desk.ts';
import { testDesk, type TestDesk, testEntry } from './support/desk.ts';

const photo = { id: 'photo', name: 'rack.jpg', mediaType: 'image/jpeg', reference: 'files/1' };
const receipt = { id: 'receipt', name: 'taxi.pdf', mediaType: 'application/pdf', reference: 'files/2' };
const taxi = {
  id: 'ex_1',
  customerId: 'acme',
  date: '2026-03-02',
  description: 'Taxi',
  amount: { amount: '30.00', currency: 'EUR' },
  kind: 'pass-through',
} as const;

const march = { key: '2026-03', through: '2026-03-31' };

async function draftOf({ desk }: Pick<TestDesk, 'desk'>) {
  await desk.batches.save(march);
  return (await desk.invoices.list({ customerId: 'acme' })).items[0];
}

test('files of work go along with its invoice, and with that to mail and to ledgers', async () => {
  const copied: unknown[] = [];
  const refuses = ({ content }: Invoice) => {
    copied.push(content.attachments);
    return null;
  };
  const own = await ledgerDesk({ ledger: { refuses } });
  const { desk, mailer } = own;
  await desk.work.record([testEntry('te_1')]);
  await desk.work.recordExpenses([taxi]);
  await desk.work.attach('entry', 'te_1', photo);
  await desk.work.attach('expense', 'ex_1', receipt);
  const { customers } = await desk.batches.preview({ through: '2026-03-31' });
  expect(customers[0]?.drafts[0]?.content.attachments).toEqual([photo, receipt]);
  const draft = await draftOf(own);
  expect(draft?.content.attachments).toEqual([photo, receipt]);
  await desk.invoices.issue(draft?.id ?? '');
  await desk.invoices.send(draft?.id ?? '');
  await own.work(1);
  expect(mailer.sent().map(({ attachments }) => attachments)).toEqual([[photo, receipt]]);
  expect(copied).toEqual([[photo, receipt]]);
});

test('a file of several pieces of work goes along once, and files with one id each', async () => {
  const own = await testDesk();
  const { desk } = own;
  await desk.work.record([testEntry('te_1'), testEntry('te_2')]);
  await desk.work.attach('entry', 'te_1', photo);
  await desk.work.attach('entry', 'te_2', { ...photo, id: 'same' });
  await desk.work.attach('entry', 'te_2', { ...receipt, id: 'photo' });
  expect((await draftOf(own))?.content.attachments).toEqual([photo, { ...receipt, id: 'attachment-2' }]);
});

test('only what is on the invoice brings its files', async () => {
  const own = await testDesk();
  const { desk } = own;
  await desk.work.record([testEntry('te_1'), testEntry('te_2', { billable: false })]);
  await desk.work.attach('entry', 'te_2', photo);
  expect((await draftOf(own))?.content.attachments).toEqual([]);
});

test('files stay with work that is edited, are replaced by id, and can be taken off', async () => {
  const { desk } = await testDesk();
  await desk.work.record([testEntry('te_1')]);
  await desk.work.attach('entry', 'te_1', receipt);
  await desk.work.attach('entry', 'te_1', photo);
  const edited = await desk.work.edit(testEntry('te_1', { minutes: 30 }));
  expect(edited.attachments).toEqual([receipt, photo]);
  const newer = { ...receipt, reference: 'files/3' };
  expect((await desk.work.attach('entry', 'te_1', newer)).attachments).toEqual([photo, newer]);
  expect((await desk.work.detach('entry', 'te_1', 'photo')).attachments).toEqual([newer]);
  expect((await desk.work.detach('entry', 'te_1', 'photo')).attachments).toEqual([newer]);
  const { items } = await desk.audit.list({ subject: { kind: 'entry', id: 'te_1' } });
  expect(items.filter(({ action }) => action === 'work.attachments')).toHaveLength(4);
});

test('R84: a deleted draft gives work back with its files, and the next one has them', async () => {
  const own = await testDesk();
  const { desk } = own;
  await desk.work.record([testEntry('te_1')]);
  await desk.work.attach('entry', 'te_1', photo);
  const draft = await draftOf(own);
  await expect(desk.work.attach('entry', 'te_1', receipt)).rejects.toMatchObject({ code: 'WORK_LOCKED' });
  await expect(desk.work.detach('entry', 'te_1', 'photo')).rejects.toMatchObject({ code: 'WORK_LOCKED' });
  await desk.invoices.delete(draft?.id ?? '');
  await desk.batches.save({ ...march, key: 'again' });
  const [next] = (await desk.invoices.list({ customerId: 'acme' })).items;
  expect(next?.content.attachments).toEqual([photo]);
});

test('a file that is none, too many files, and work that is not there are refused', async () => {
  const { desk, billing } = await testDesk();
  await desk.work.record([testEntry('te_1')]);
  await expect(desk.work.attach('entry', 'te_1', { ...photo, name: '' })).rejects.toMatchObject({
    code: 'WORK_INVALID',
    details: { issues: [{ path: ['attachment', 'name'] }] },
  });
  await expect(desk.work.attach('entry', 'te_9', photo)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const other = billing.forTenant('other').work;
  await expect(other.attach('entry', 'te_1', photo)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(other.detach('entry', 'te_1', 'photo')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (let number = 0; number < 50; number += 1)
    await desk.work.attach('entry', 'te_1', { ...photo, id: `photo-${number}` });
  await expect(desk.work.attach('entry', 'te_1', photo)).rejects.toMatchObject({ code: 'WORK_INVALID' });
});
