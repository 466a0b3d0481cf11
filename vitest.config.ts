import { defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

// Tests run on the sources: no build first.
const source = {
  resolve: { conditions: ['@billwright/source'] },
  ssr: { resolve: { conditions: ['@billwright/source', ...defaultServerConditions] } },
};

/** A host's own time zone must never change an amount, so the suites run under three of them. */
const zones = { utc: 'UTC', 'st-johns': 'America/St_Johns', apia: 'Pacific/Apia' };

/** What a property may take of the time of its test: there is something left to tell what was found. */
const timeLimit = (testTimeout: number): { FC_TIME_LIMIT: string } => ({
  FC_TIME_LIMIT: String(Math.floor(testTimeout * 0.8)),
});

const otherTiers = ['**/*.prop.test.ts', '**/*.nightly.test.ts', '**/*.pg.test.ts', '**/*.once.test.ts'];

/**
 * The cases of the gate: the same for every change, so that a red gate is about the change, and other ones in each time
 * zone. At a desk and by night each run draws new ones. Another number here is another walk: take one now and then.
 */
const gateSeed = 202_066_228;
const gateCases = (place = 0): { FC_SEED?: string } =>
  process.env['CI'] && !process.env['FC_SEED'] ? { FC_SEED: String(gateSeed + place) } : {};

/** One project per time zone, each in processes of its own: TZ is read when a process starts. */
function inEveryZone(
  name: string,
  include: string[],
  options: { exclude?: string[]; runs?: string; testTimeout: number },
): TestProjectConfiguration[] {
  return Object.entries(zones).map(([suffix, zone], place) => ({
    extends: true as const,
    test: {
      name: `${name}:${suffix}`,
      include,
      exclude: ['**/node_modules/**', ...(options.exclude ?? [])],
      env: {
        TZ: zone,
        ...timeLimit(options.testTimeout),
        ...(options.runs === undefined ? gateCases(place) : { FC_RUNS: options.runs }),
      },
      provide: { zone },
      pool: 'forks' as const,
      // Ten times faster. The rule that goes with it: no test leaves fake timers, spies, environment or
      // module state behind.
      isolate: false,
      setupFiles: ['./scripts/fast-check-setup.ts'],
      testTimeout: options.testTimeout,
    },
  }));
}

/** What needs PostgreSQL servers: they are started once for all of its files. */
function onServers(testTimeout: number, runs?: string): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name: 'postgres',
      include: ['packages/*/test/**/*.pg.test.ts'],
      env: { ...timeLimit(testTimeout), ...(runs === undefined ? gateCases() : { FC_RUNS: runs }) },
      globalSetup: ['./scripts/postgres-setup.ts'],
      setupFiles: ['./scripts/fast-check-setup.ts'],
      pool: 'forks',
      testTimeout,
      hookTimeout: 180_000,
    },
  };
}

/**
 * In milliseconds. Half a second on a quiet machine can be ten on one that builds something else beside it, and who passes
 * waits for nothing: these are for tests that would never end.
 */
const patience = 60_000;

const everyDay: TestProjectConfiguration[] = [
  ...inEveryZone('unit', ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'], {
    exclude: otherTiers,
    testTimeout: patience,
  }),
  ...inEveryZone('property', ['packages/*/{src,test}/**/*.prop.test.ts'], { testTimeout: 5 * patience }),
  {
    extends: true,
    test: { name: 'examples', include: ['examples/*/test/**/*.test.ts'], testTimeout: 3 * patience },
  },
  // Long, and no time zone can change it.
  {
    extends: true,
    test: {
      name: 'once',
      include: ['packages/*/{src,test}/**/*.once.test.ts'],
      env: { TZ: 'UTC', ...timeLimit(30 * patience), ...gateCases() },
      provide: { zone: zones.utc },
      pool: 'forks',
      isolate: false,
      setupFiles: ['./scripts/fast-check-setup.ts'],
      testTimeout: 30 * patience,
    },
  },
  onServers(5 * patience),
  { extends: true, test: { name: 'bench', include: ['bench/src/**/*.test.ts'] } },
  { extends: true, test: { name: 'docs', include: ['docs/test/**/*.test.ts'] } },
  {
    extends: true,
    test: {
      name: 'types',
      include: [],
      typecheck: {
        enabled: true,
        only: true,
        include: ['packages/*/{src,test}/**/*.test-d.ts'],
        tsconfig: './tsconfig.test-d.json',
      },
    },
  },
];

// `vitest run --mode nightly`: the property suites again with many more cases, and what is too slow for each run.
const runs = process.env['FC_RUNS'] ?? '5000';
const everyNight = [
  onServers(1_800_000, runs),
  ...inEveryZone('property', ['packages/*/{src,test}/**/*.prop.test.ts'], { runs, testTimeout: 1_800_000 }),
  ...inEveryZone('nightly', ['packages/*/{src,test}/**/*.nightly.test.ts'], { runs, testTimeout: 1_800_000 }),
];

export default defineConfig(({ mode }) => ({
  ...source,
  test: {
    // Two: one of them is left idle by default on a machine with two cores, and the tests took twice as long.
    maxWorkers: 2,
    testTimeout: patience,
    hookTimeout: patience,
    reporters: ['default', './scripts/summary-reporter.ts'],
    projects: mode === 'nightly' ? everyNight : everyDay,
  },
}));
