import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'tsup';

/** Libraries that a user's bundle has anyway, or gets once for all its packages. */
const given = ['zod', 'decimal.js', /^date-fns/, 'eventemitter3'];

/**
 * Bytes, after gzip, of a minified bundle that uses these names of core and nothing else of it: without the given
 * libraries, and without what the bundler found unused.
 */
export async function bundleSize(names: readonly string[]): Promise<number> {
  // Inside the package, so that the bundler finds core as the package does.
  const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bundle-'));
  try {
    const entry = join(folder, 'entry.js');
    const out = join(folder, 'out');
    writeFileSync(entry, `export { ${names.join(', ')} } from '@billwright/core';\n`);
    await build({
      entry: [entry],
      outDir: out,
      config: false,
      format: 'esm',
      target: 'node20',
      minify: true,
      treeshake: true,
      silent: true,
      dts: false,
      noExternal: ['@billwright/core'],
      external: given,
      esbuildOptions: (options) => {
        options.conditions = ['@billwright/source'];
      },
    });
    return readdirSync(out)
      .map((file) => gzipSync(readFileSync(join(out, file)), { level: 9 }).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
