import type { Options } from 'tsup';

/** Shared tsup settings: ESM and CommonJS with matching types, one output file per entry point. */
export function preset(entry: Record<string, string> = { index: 'src/index.ts' }): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    sourcemap: true,
    clean: true,
    target: 'node20',
    platform: 'node',
    // Entry points share their modules, so that a class has one identity in CommonJS too. Rollup's tree
    // shaking comes with it: without that, tsup makes CommonJS chunks by a tool that also rewrites `?.`
    // and `??` into slow helper calls.
    splitting: true,
    treeshake: true,
  };
}
