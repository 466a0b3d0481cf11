import { execFileSync } from 'node:child_process';

/**
 * The seed that belongs to what is checked out, or null outside a repository. A gate that draws its cases by
 * chance says yes today and no tomorrow to the same change; with this seed each change is tried with other
 * cases, and the same change always with the same.
 */
export function treeSeed(folder: string): number | null {
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(tree.slice(0, 7), 16);
  } catch {
    return null;
  }
}
