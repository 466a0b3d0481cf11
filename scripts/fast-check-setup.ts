import fc from 'fast-check';

// Each property draws a seed of its own; a failure prints it with the smallest counter-example. Where CI is
// set, the seed is that of the tree under test (scripts/tree-seed.ts).
// FC_SEED=<that seed> repeats a run exactly, FC_RUNS=<count> widens or narrows every property that
// does not state a count itself.
const { FC_SEED: seed, FC_RUNS: runs } = process.env;
fc.configureGlobal({
  numRuns: Number(runs ?? 100),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
