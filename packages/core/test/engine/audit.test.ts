import { expect, test } from 'vitest';
import { type AuditRecord, BillingError, verifyAudit } from '../../src/index.ts';
import { auditLog } from '../../src/engine/audit/audit-chain.ts';
import { digestOfRecord } from '../../src/engine/audit/digest-of-record.ts';
import { canonicalJson } from '../../src/engine/canonical-json.ts';
import { digestOf } from '../../src/engine/digest.ts';
import { testDesk, type TestDesk } from './support/desk.ts';

const ana = { kind: 'person', id: 'ana' } as const;

/** A log of which all is there. */
async function exampleLog(): Promise<{ given: TestDesk; records: readonly AuditRecord[] }> {
  const given = await testDesk();
  for (const id of ['one', 'two', 'three']) {
    given.clock.advance(60);
    await given.desk.teams.put({ id, names: [{ value: id }] }, { actor: ana, reason: 'a new team' });
  }
  return { given, records: (await given.desk.audit.list()).items };
}

const brokenAt = (sequence: number, fault: string) => ({ status: 'broken', sequence, fault });

/** A record with a digest that fits it. */
const signed = async (record: AuditRecord): Promise<AuditRecord> => ({
  ...record,
  digest: await digestOfRecord(record),
});

test('I20: digests are what they have always been', async () => {
  expect(canonicalJson({ b: [1, 'ä', null], a: { z: 0.5, y: '\u{1F4B6}' } })).toBe(
    '{"a":{"y":"💶","z":0.5},"b":[1,"ä",null]}',
  );
  expect(await digestOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const record = {
    sequence: 1,
    at: '2026-04-01T06:00:00.000Z',
    actor: ana,
    action: 'team.put',
    subject: { kind: 'team', id: 'one' },
    before: null,
    after: { id: 'one', names: [{ from: null, value: 'Äquator 💶' }] },
    reason: null,
    previous: '0'.repeat(64),
  };
  expect(await digestOfRecord(record)).toBe(
    '36bd193c1e14fb365196db8d33150bc17283ce155f3e01456f5554e50c1b8bd4',
  );
});

test('every change is in the log: who, when, why, and what it was and is', async () => {
  const { given, records } = await exampleLog();
  const last = records.at(-1);
  expect(last).toMatchObject({
    action: 'team.put',
    subject: { kind: 'team', id: 'three' },
    actor: ana,
    reason: 'a new team',
    at: '2026-04-01T06:03:00.000Z',
    before: null,
    after: { id: 'three' },
  });
  expect(await given.desk.audit.head()).toEqual({ sequence: records.length, digest: last?.digest });
  expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, index) => index + 1));
});

test('the log is listed by subject and by time', async () => {
  const { given } = await exampleLog();
  const { desk } = given;
  const about = await desk.audit.list({ subject: { kind: 'team', id: 'two' } });
  expect(about.items.map(({ after }) => after)).toMatchObject([{ id: 'two' }]);
  const between = await desk.audit.list({ from: '2026-04-01T08:01:00+02:00', to: '2026-04-01T06:03:00Z' });
  expect(between.items.map(({ subject }) => subject.id)).toEqual(['one', 'two']);
  const [last] = (await desk.audit.list({ descending: true, limit: 1 })).items;
  expect(last?.subject.id).toBe('three');
  await expect(desk.audit.list({ from: 'yesterday' })).rejects.toMatchObject({ code: 'QUERY_INVALID' });
});

test('a clock that goes back does not turn the log around', async () => {
  const { given, records } = await exampleLog();
  given.clock.set('2026-01-01T00:00:00Z');
  await given.desk.teams.put({ id: 'four', names: [{ value: 'four' }] });
  const { items } = await given.desk.audit.list();
  expect(items.at(-1)).toMatchObject({ at: records.at(-1)?.at, subject: { id: 'four' } });
});

test('I20: a whole log is intact, with its head as the anchor and without', async () => {
  const { given, records } = await exampleLog();
  const head = await given.desk.audit.head();
  expect(await verifyAudit(records)).toEqual({ status: 'intact', head });
  expect(await verifyAudit(records, head)).toEqual({ status: 'intact', head });
  const early = { sequence: 2, digest: records[1]?.digest ?? '' };
  expect(await given.desk.audit.verify(early)).toEqual({ status: 'intact', head });
});

test('I20: a record that was edited is named', async () => {
  const { records } = await exampleLog();
  for (const [index, record] of records.entries()) {
    for (const edited of [
      { ...record, reason: 'another one' },
      { ...record, after: { id: 'other' } },
      { ...record, at: '2026-04-01T06:00:00.001Z' },
      { ...record, actor: { ...record.actor, id: 'ben' } },
      { ...record, extra: true },
    ]) {
      expect(await verifyAudit(records.with(index, edited))).toEqual(brokenAt(index + 1, 'edited'));
    }
  }
});

test('I20: a record that was edited and signed anew no longer fits the one after it', async () => {
  const { records } = await exampleLog();
  const [first] = records;
  if (first === undefined) throw new Error('the log is empty');
  const forged = await signed({ ...first, reason: 'another one' });
  expect(await verifyAudit(records.with(0, forged))).toEqual(brokenAt(2, 'unlinked'));
});

test('I20: a record that was deleted is named', async () => {
  const { records } = await exampleLog();
  for (let index = 0; index < records.length - 1; index += 1)
    expect(await verifyAudit(records.toSpliced(index, 1))).toEqual(brokenAt(index + 1, 'deleted'));
});

test('I20: records that change places are named', async () => {
  const { records } = await exampleLog();
  const [first, second] = records;
  if (first === undefined || second === undefined) throw new Error('the log is too short');
  expect(await verifyAudit([second, first, ...records.slice(2)])).toEqual(brokenAt(1, 'reordered'));
  expect(await verifyAudit([first, ...records])).toEqual(brokenAt(2, 'reordered'));
});

test('I20: only an anchor shows that the end is gone, or that all was written anew', async () => {
  const { given, records } = await exampleLog();
  const anchor = await given.desk.audit.head();
  const cut = records.slice(0, -1);
  expect((await verifyAudit(cut)).status).toBe('intact');
  expect(await verifyAudit(cut, anchor)).toEqual(brokenAt(records.length, 'truncated'));
  const anew: AuditRecord[] = [];
  for (const record of records) {
    const previous = anew.at(-1)?.digest ?? record.previous;
    anew.push(await signed({ ...record, reason: 'rewritten', previous }));
  }
  expect((await verifyAudit(anew)).status).toBe('intact');
  expect(await verifyAudit(anew, anchor)).toEqual(brokenAt(records.length, 'replaced'));
});

test('I20: the stored log is held against an anchor', async () => {
  const { given, records } = await exampleLog();
  const anchor = await given.desk.audit.head();
  await given.seed((unit) => unit.drop(auditLog, String(records.length).padStart(12, '0')));
  expect(await given.desk.audit.verify(anchor)).toEqual(brokenAt(records.length, 'truncated'));
});

test('what is no log and no anchor is refused', async () => {
  const { given } = await exampleLog();
  const wrong: unknown = { sequence: -1, digest: 'none' };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const anchor = wrong as Awaited<ReturnType<typeof given.desk.audit.head>>;
  await expect(given.desk.audit.verify(anchor)).rejects.toMatchObject({ code: 'AUDIT_INVALID' });
  await expect(verifyAudit([], anchor)).rejects.toBeInstanceOf(BillingError);
});
