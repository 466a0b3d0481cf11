// Writes one row after another into the folder that it is told, and says of each that it was committed.
import { pgliteStorage } from '../../src/pglite.ts';

const [, , dataDir = ''] = process.argv;
try {
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  for (let count = 1; ; count += 1) {
    const id = `row ${count}`;
    await storage.transaction('desk', (tx) => tx.insert('claims', { id, order: id, keys: {}, value: count }));
    process.stdout.write(`${id}\n`);
  }
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
