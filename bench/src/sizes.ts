import type { Size } from './row.ts';

export const quick: Size = { name: 'quick', entries: 100_000, linear: [100_000, 300_000] };

export const full: Size = { name: 'full', entries: 1_000_000, linear: [100_000, 1_000_000] };
