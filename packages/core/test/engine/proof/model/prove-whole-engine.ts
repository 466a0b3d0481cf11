import fc from 'fast-check';
import { expect } from 'vitest';
import type { Message } from '../../../../src/engine/outbox/message.ts';
import { violationsOf } from '../../support/busy-desk.ts';
import { withDigestsAtOnce } from '../digests-at-once.ts';
import { acts } from './acts.ts';
import { anyCommand, tally } from './command.ts';
import { newModel } from './desk-model.ts';
import { preparedDesks, tenants, type TwoDesks, twoDesks } from './two-desks.ts';

const isEnded = ({ state }: Message): boolean => state === 'done' || state === 'dead';

/** Nothing fails any more: within a bound every message must come to its end. */
async function calm(world: TwoDesks): Promise<readonly Message[]> {
  for (let round = 0; ; round += 1) {
    await world.billing().dispatch();
    const messages: Message[] = [];
    for (const tenant of tenants)
      messages.push(...(await world.deskOf(tenant).outbox.list({ limit: 1000 })).items);
    if (messages.every(isEnded) || round === 100) return messages;
    world.clock.advance(1200);
  }
}

/** Each document that was issued is in the ledger once, as it is, and nothing else is there. */
async function wrongCopies(world: TwoDesks, messages: readonly Message[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const known = new Set<string>();
  for (const tenant of tenants) {
    const { items } = await world.deskOf(tenant).invoices.list({ limit: 1000 });
    for (const { id, settlement, issued } of items) {
      if (issued === null) continue;
      known.add(id);
      const documents = world.ledger.documents().filter(({ invoiceId }) => invoiceId === id);
      if (documents.length > 1) wrong.push(`${id} is in the ledger ${documents.length} times`);
      if (messages.some(({ state, subject }) => state === 'dead' && subject.id === id)) continue;
      if (settlement === 'void' && documents.some(({ isVoid }) => !isVoid))
        wrong.push(`${id} is void here only`);
      const isAsked = messages.some(({ kind, subject }) => kind === 'export' && subject.id === id);
      const isOut = settlement !== 'void' && settlement !== 'draft';
      if (isOut && (isAsked || tenant === 'one') && documents.length === 0)
        wrong.push(`${id} is not in the ledger`);
    }
  }
  for (const { invoiceId } of world.ledger.documents())
    if (!known.has(invoiceId)) wrong.push(`${invoiceId} is in the ledger, and was never issued`);
  return wrong;
}

/**
 * Lets two tenants do anything in any order, while something fails in the middle of it: what must be true of them stays
 * true. Gives the acts that were never done.
 */
export async function proveWholeEngine(numRuns: number, maxCommands: number): Promise<readonly string[]> {
  const prepared = await preparedDesks();
  tally.clear();
  await withDigestsAtOnce(() =>
    fc.assert(
      fc.asyncProperty(fc.commands([anyCommand], { maxCommands, size: 'max' }), async (commands) => {
        const world = await twoDesks(prepared);
        const models = { one: newModel(), two: newModel() };
        await fc.asyncModelRun(() => ({ model: models, real: world }), commands);
        const messages = await calm(world);
        expect(messages.filter((message) => !isEnded(message))).toEqual([]);
        expect(await wrongCopies(world, messages)).toEqual([]);
        for (const tenant of tenants) expect(await violationsOf(world.deskOf(tenant))).toEqual([]);
      }),
      { numRuns },
    ),
  );
  return Object.keys(acts).filter((name) => !tally.has(name));
}
