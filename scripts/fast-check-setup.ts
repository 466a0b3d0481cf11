import fc from 'fast-check';

// Each property draws a seed of its own; a failure prints it with the smallest counter-example. Where CI is
// set, the seed is that of the gate (vitest.config.ts).
// FC_SEED=<that seed> repeats a run exactly, FC_RUNS=<count> widens or narrows every property that
// does not state a count itself.
//
// FC_TIME_LIMIT is less than the time that a test may take: a failure is told with its seed and the smallest case by
// then, instead of a test that timed out over finding a smaller one.
const { FC_SEED: seed, FC_RUNS: runs, FC_TIME_LIMIT: timeLimit } = process.env;
fc.configureGlobal({
  numRuns: Number(runs ?? 100),
  ...(timeLimit === undefined
    ? {}
    : { interruptAfterTimeLimit: Number(timeLimit), markInterruptAsFailure: true }),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
