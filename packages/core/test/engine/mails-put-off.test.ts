import { describe, expect, test } from 'vitest';
import { createBilling } from '../../src/engine/create-billing.ts';
import type { MailRecord } from '../../src/engine/records/mails.ts';
import type { Mail, MailOutcome } from '../../src/ports/mailer.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { violationsOf } from './support/busy-desk.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const accounts = 'billing@acme.example';
const boss = 'boss@acme.example';
const greylisted = { address: boss, reason: '451 greylisted', isLater: true } as const;

interface PutOff {
  readonly world: LedgerDesk;
  /** Each try: its key, and to whom it went. */
  readonly tries: readonly string[];
  readonly heard: readonly string[];
  readonly work: (minutes: number) => Promise<void>;
  readonly mail: () => Promise<MailRecord | undefined>;
  readonly delivery: () => Promise<string | undefined>;
}

/** An invoice for some, two by default, whose mail has these outcomes, one after another; `null`: nobody knows. The last one stays. */
async function putOff(
  outcomes: readonly (Partial<MailOutcome> | null)[],
  to: readonly string[] = [accounts, boss],
): Promise<PutOff> {
  const world = await ledgerDesk({ settings: { autoExport: [] } });
  const tries: string[] = [];
  const send = async (mail: Mail): Promise<MailOutcome> => {
    tries.push(mail.to.map(({ address }) => address).join(' '));
    keys.add(mail.key);
    const outcome = outcomes[Math.min(tries.length, outcomes.length) - 1];
    if (outcome == null) throw new Error('the connection broke');
    const sent = { status: 'sent', messageId: `<${mail.key}@mail.example>` } as const;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { ...sent, ...outcome } as MailOutcome;
  };
  const keys = new Set<string>();
  const { storage, clock } = world;
  const billing = createBilling({ storage, clock, mailer: { send }, ids: sequentialIds() });
  const desk = billing.forTenant('desk');
  const heard: string[] = [];
  desk.on('invoice.sent', () => void heard.push('sent'));
  desk.on('invoice.delivery-failed', ({ reason }) => void heard.push(`failed ${reason}`));
  await world.issued('inv_1');
  await desk.invoices.send('inv_1', { to: to.map((address) => ({ address })) });
  return {
    world: { ...world, desk, billing },
    tries,
    heard,
    async work(minutes) {
      for (let minute = 0; minute <= minutes; minute += 1) {
        await billing.dispatch();
        clock.advance(60);
      }
      expect(keys.size).toBe(1);
      expect(await violationsOf(desk)).toEqual([]);
    },
    mail: async (kind = 'invoice') => (await desk.mails.list()).items.findLast((mail) => mail.kind === kind),
    delivery: async () => (await desk.invoices.get('inv_1'))?.delivery,
  };
}

describe('a mail that a server puts off for one of its recipients', () => {
  test('is tried again for that one alone, with the same key, and never twice for the other', async () => {
    const { tries, heard, work, mail, delivery } = await putOff([{ refused: [greylisted] }, {}]);
    await work(0);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [greylisted] });
    await work(10);
    expect(tries).toEqual([`${accounts} ${boss}`, boss]);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [], sentAgain: false });
    expect(await delivery()).toBe('sent');
    expect(heard).toEqual(['sent']);
  });

  test('is told as refused when the tries end, and can then be tried again by a person', async () => {
    const { world, tries, heard, work, mail, delivery } = await putOff([
      { refused: [greylisted] },
      ...Array.from({ length: 23 }, () => ({ status: 'retry', reason: '451 greylisted' }) as const),
      {},
    ]);
    await work(24 * 60);
    expect(tries).toEqual([`${accounts} ${boss}`, ...Array.from({ length: 23 }, () => boss)]);
    expect(await mail()).toMatchObject({
      status: 'sent',
      refused: [{ address: boss, reason: '451 greylisted' }],
    });
    expect((await mail())?.refused[0]).not.toHaveProperty('isLater');
    expect(heard).toEqual(['sent', `failed ${boss}: 451 greylisted`]);
    const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
    await world.desk.outbox.retry(dead?.id ?? '');
    await work(1);
    expect(tries).toHaveLength(25);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [] });
    expect(await delivery()).toBe('sent');
  });

  test('is told as refused when it is refused for good after that', async () => {
    const { tries, heard, work, mail, delivery } = await putOff([
      { refused: [greylisted] },
      { status: 'rejected', reason: '550 no such user' },
    ]);
    await work(10);
    expect(tries).toEqual([`${accounts} ${boss}`, boss]);
    expect(await mail()).toMatchObject({
      status: 'sent',
      refused: [{ address: boss, reason: '550 no such user' }],
    });
    expect(await delivery()).toBe('sent');
    expect(heard).toEqual(['sent', `failed ${boss}: 550 no such user`]);
  });

  test('of which nobody knows whether it arrived is sent to that one once more, and then told', async () => {
    const { tries, heard, work, mail, delivery } = await putOff([{ refused: [greylisted] }, null]);
    await work(24 * 60);
    expect(tries).toEqual([`${accounts} ${boss}`, boss, boss]);
    expect(await mail()).toMatchObject({ status: 'sent', sentAgain: true });
    expect((await mail())?.refused[0]?.reason).toContain('nobody can say whether it arrived');
    expect(await delivery()).toBe('sent');
    expect(heard[1]).toContain(`failed ${boss}: nobody can say whether it arrived`);
  });

  test('for several is tried for each that is left, and who is refused for good is told of at once', async () => {
    const third = { address: 'third@acme.example', reason: '451 busy', isLater: true } as const;
    const gone = { address: 'gone@acme.example', reason: '550 no such user' } as const;
    const outcomes = [{ refused: [greylisted, third, gone] }, { refused: [third] }, {}];
    const { tries, heard, work, mail } = await putOff(outcomes, [
      accounts,
      boss,
      third.address,
      gone.address,
    ]);
    await work(0);
    expect(heard).toEqual(['sent', `failed ${gone.address}: 550 no such user`]);
    await work(15);
    expect(tries.slice(1)).toEqual([`${boss} ${third.address}`, third.address]);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [gone] });
    expect(heard).toHaveLength(2);
  });

  test('has failed when the others sent it back and nobody has it in the end, until a person tries again', async () => {
    const { world, work, mail, delivery } = await putOff([
      { refused: [greylisted] },
      { status: 'rejected', reason: '550 no such user' },
      {},
    ]);
    await work(0);
    const messageId = (await mail())?.messageId ?? '';
    await world.desk.mails.reportBounce({ messageId, recipient: accounts, kind: 'hard', reason: '550 gone' });
    expect(await mail()).toMatchObject({ status: 'sent' });
    expect(await delivery()).toBe('sent');
    await work(10);
    expect(await mail()).toMatchObject({ status: 'failed' });
    expect(await delivery()).toBe('failed');
    const [dead] = (await world.desk.outbox.list({ state: 'dead' })).items;
    await world.desk.outbox.retry(dead?.id ?? '');
    await work(1);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [] });
    expect(await delivery()).toBe('sent');
  });

  test('is left as it is by a person who drops what is left of it', async () => {
    const { world, work, mail, delivery } = await putOff([{ refused: [greylisted] }]);
    await work(0);
    const [waiting] = (await world.desk.outbox.list({ state: 'pending' })).items;
    await world.desk.outbox.drop(waiting?.id ?? '');
    expect(await mail()).toMatchObject({ status: 'sent', refused: [{ address: boss }] });
    expect((await mail())?.refused[0]).not.toHaveProperty('isLater');
    expect(await delivery()).toBe('sent');
  });

  test('and that names all of its recipients as put off has been taken over for nobody', async () => {
    const { tries, heard, work, mail } = await putOff([
      { refused: [greylisted, { ...greylisted, address: accounts }] },
      {},
    ]);
    await work(10);
    expect(tries).toEqual([`${accounts} ${boss}`, `${accounts} ${boss}`]);
    expect(await mail()).toMatchObject({ status: 'sent', refused: [] });
    expect(heard).toEqual(['sent']);
  });
});
