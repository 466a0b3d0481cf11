import { describe, expect, test } from 'vitest';
import type { BounceResult } from '../../src/engine/delivery/report-bounce.ts';
import type { FakeFault } from '../../src/testing/fake-fault.ts';
import { violationsOf } from './support/busy-desk.ts';
import { ledgerDesk, type LedgerDesk } from './support/ledger-desk.ts';

const accounts = 'billing@acme.example';
const boss = 'boss@acme.example';

interface LostMail extends LedgerDesk {
  readonly heard: readonly string[];
  /** Tells that the mail came back, as mail servers do: by the Message-ID that it had. */
  readonly bounced: (kind: 'hard' | 'soft' | 'complaint', recipient?: string) => Promise<BounceResult>;
  readonly state: () => Promise<readonly (string | undefined)[]>;
}

/** An invoice whose mail was lost so often: a server had it, and never came to say so. */
async function lostMail(times: number, to: readonly string[] = [accounts]): Promise<LostMail> {
  let seen = 0;
  const faults = (): FakeFault | null => (seen++ < times ? { kind: 'lost' } : null);
  const world = await ledgerDesk({ settings: { autoExport: [] }, mailer: { faults } });
  const { desk } = world;
  const heard: string[] = [];
  desk.on('invoice.sent', ({ sentAgain }) => void heard.push(`sent ${sentAgain}`));
  desk.on('invoice.delivery-failed', ({ reason }) => void heard.push(`failed ${reason}`));
  await world.issued('inv_1');
  await desk.invoices.send('inv_1', { to: to.map((address) => ({ address })) });
  return {
    ...world,
    heard,
    bounced: (kind, recipient = accounts) =>
      desk.mails.reportBounce({
        messageId: `<${world.mailer.sent()[0]?.key}.4f2a@mail.example>`,
        recipient,
        kind,
        reason: '550 no such user',
      }),
    async state() {
      expect(await violationsOf(desk)).toEqual([]);
      const [mail] = (await desk.mails.list()).items;
      return [mail?.status, (await desk.invoices.get('inv_1'))?.delivery];
    },
  };
}

describe('a mail of which nobody knows whether it was sent', () => {
  test('R80: has failed when it comes back, and is found by the key that its Message-ID begins with', async () => {
    const { bounced, heard, state, work } = await lostMail(2);
    await work(24 * 60);
    expect(await state()).toEqual(['unknown', 'unknown']);
    expect(await bounced('hard')).toMatchObject({
      status: 'recorded',
      mail: { status: 'failed', messageId: expect.stringMatching(/^<.+\.4f2a@mail\.example>$/) },
    });
    expect(await state()).toEqual(['failed', 'failed']);
    expect(heard.at(-1)).toBe('failed 550 no such user');
    expect(await bounced('hard')).toMatchObject({ status: 'known' });
  });

  test.each(['soft', 'complaint'] as const)(
    'was sent when a server tells of it otherwise: %s',
    async (kind) => {
      const { bounced, heard, state, work } = await lostMail(2);
      await work(24 * 60);
      expect(await bounced(kind)).toMatchObject({ status: 'recorded' });
      expect(await state()).toEqual(['sent', 'sent']);
      expect(heard.at(-1)).toBe('sent true');
    },
  );

  test('was sent when it came back from one of two', async () => {
    const { bounced, state, work } = await lostMail(2, [accounts, boss]);
    await work(24 * 60);
    await bounced('hard');
    expect(await state()).toEqual(['sent', 'sent']);
    await bounced('hard', boss);
    expect(await state()).toEqual(['failed', 'failed']);
  });

  test('is not sent once more when it came back meanwhile', async () => {
    const { bounced, heard, mailer, state, work } = await lostMail(1);
    await work(1);
    expect(await bounced('hard')).toMatchObject({ status: 'recorded', mail: { status: 'queued' } });
    expect(await state()).toEqual(['queued', 'queued']);
    await work(60);
    expect(mailer.sent()).toHaveLength(1);
    expect(await state()).toEqual(['failed', 'failed']);
    expect(heard).toEqual(['sent false', 'failed 550 no such user']);
  });

  test('is sent again when a person says so, although it came back before', async () => {
    const { bounced, desk, mailer, state, work } = await lostMail(3);
    await work(24 * 60);
    await bounced('hard');
    const [dead] = (await desk.outbox.list({ state: 'dead' })).items;
    await desk.outbox.retry(dead?.id ?? '');
    await work(60);
    expect(mailer.sent()).toHaveLength(4);
    expect(await state()).toEqual(['sent', 'sent']);
  });
});
