// A worker: `node worker.js`, as often as you like, on as many machines as you like. SIGTERM stops it: what it is at goes
// back to the queue, and the others go on.
import { once } from 'node:events';
import { openBilling } from './open-billing.ts';
import { tenantId } from './desk.ts';

const { billing, close } = await openBilling(process.env['DATABASE_URL'] ?? '');
// Only this example wants to know who has billed whom, and that all of them begin at once.
billing.forTenant(tenantId).on('batch.customer', ({ customerId }) => {
  process.send?.(customerId);
});
if (process.send !== undefined) {
  process.send('ready');
  await once(process, 'message');
}
const working = await billing.work();

async function leave(): Promise<void> {
  await working.stop();
  await close();
  process.disconnect?.();
}
process.once('SIGTERM', () => void leave());
