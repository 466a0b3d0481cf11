import fc from 'fast-check';

// Each property draws a seed of its own; a failure prints it with the smallest counter-example.
// FC_SEED=<that seed> repeats a run exactly, FC_RUNS=<count> widens or narrows every property that
// does not state a count itself.
// FC_USUAL_RUNS is what a project of vitest.config.ts has without it.
const { FC_SEED: seed, FC_RUNS: runs, FC_USUAL_RUNS: usual } = process.env;
fc.configureGlobal({
  numRuns: Number(runs ?? usual ?? 100),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
});
