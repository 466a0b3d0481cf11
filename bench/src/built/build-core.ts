import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const core = new URL('../../../packages/core/', import.meta.url);

/**
 * Builds core as its users get it, unless what was built is younger than every source.
 *
 * @throws Error when the build fails.
 */
export function buildCore(): void {
  const built = new URL('dist/index.js', core);
  if (existsSync(built) && statSync(built).mtimeMs > youngest(new URL('src/', core))) return;
  const { status, stderr, error } = spawnSync('pnpm', ['--silent', 'run', 'build'], {
    cwd: fileURLToPath(core),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`core could not be built: ${error?.message ?? stderr}`);
}

function youngest(folder: URL): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  return Math.max(...files.map((path) => statSync(new URL(path, folder)).mtimeMs));
}
