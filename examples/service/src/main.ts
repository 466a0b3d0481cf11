import { createBilling } from '@billwright/core';
import { fakeLedger, sequentialIds } from '@billwright/core/testing';
import { memoryStorage } from '@billwright/storage-memory';
import { createService } from './create-service.ts';
import { setUpDemoDesk } from './demo-desk.ts';

// What stands for the world here: a storage that forgets, a ledger that is none, and a clock and ids with which the
// answers are those of the README. A service of yours leaves clock and ids out, and hands in a storage and ledgers of its own.
const startedAt = Date.now();
const firstOfApril = Date.parse('2026-04-01T08:00:00Z');
const clock = { now: () => new Date(firstOfApril + Date.now() - startedAt).toISOString() };
const ledger = fakeLedger({ id: 'books', clock });
const billing = createBilling({
  storage: memoryStorage(),
  accounting: [ledger],
  clock,
  ids: sequentialIds(),
});
await setUpDemoDesk(billing, 'acme-msp');

const service = createService({ billing, tokens: { [process.env['TOKEN'] ?? 'demo']: 'acme-msp' } });
const port = await service.listen(Number(process.env['PORT'] ?? 8080));
console.log(`listens on http://localhost:${port}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void service.stop());
