import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// What a mutation run leans on: unit and property tests in one time zone. No documentation, no examples, no types.
const zone = 'America/St_Johns';

// Set here as well as below: a worker that is a thread takes its zone from this process.
process.env['TZ'] = zone;

// FOLDER=money judges a folder by its own tests; a folder of rating also by all examples of rating.
const folder = process.env['FOLDER'];
const own = folder === undefined ? '' : `${folder}/`;
const whole = folder === undefined || folder.startsWith('rating');

export default defineConfig({
  resolve: { conditions: ['@billwright/source'] },
  ssr: { resolve: { conditions: ['@billwright/source', ...defaultServerConditions] } },
  test: {
    include: [
      `packages/core/src/${own}**/*.test.ts`,
      ...(whole ? ['packages/core/{src/rating,test/rules,test/rating}/**/!(*.prop).test.ts'] : []),
    ],
    exclude: [
      '**/node_modules/**',
      '**/*.nightly.test.ts',
      '**/*.once.test.ts',
      // Each takes seconds, and every mutant that the others let live would pay for them.
      'packages/core/test/rating/{reach,real-log}.test.ts',
    ],
    // A fixed seed, or a mutant is judged by other cases than its neighbour; few cases, for they are run so often.
    env: { TZ: zone, FC_SEED: '1', FC_RUNS: '20' },
    provide: { zone },
    // Tables that are filled once, such as those of zones, would count for the file that filled them; rating's many
    // files compile each policy anew.
    isolate: !whole,
    setupFiles: ['./scripts/fast-check-setup.ts'],
    testTimeout: 60_000,
  },
});
