/**
 * Keeps what Billwright knows in the memory of one process.
 *
 * @packageDocumentation
 */

export { memoryStorage } from './memory-storage.ts';
