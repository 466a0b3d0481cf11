import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const cache = join(import.meta.dirname, '../.cache');

/**
 * Makes `N passed, N failed[, N skipped]` the last line of a run, and leaves the counts and what failed for
 * `scripts/ci.mjs`.
 */
export default class SummaryReporter implements Reporter {
  #counts = { passed: 0, failed: 0, skipped: 0 };

  constructor() {
    process.once('exit', () => {
      const { passed, failed, skipped } = this.#counts;
      // writeSync, because nothing asynchronous is printed any more when a process exits.
      writeSync(1, `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    const failures = errors.map((error) => `outside any test: ${firstLines(error)}`);
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const { state, errors: reasons } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') {
          counts.failed += 1;
          failures.push(`${nameOf(module)} > ${test.fullName}: ${firstLines(reasons?.[0])}`);
        } else counts.skipped += 1;
      }
      // A file that could not be loaded, or whose hooks failed, has no failed test of its own.
      if (module.state() === 'failed' && counts.failed === before) {
        counts.failed += 1;
        failures.push(`${nameOf(module)}: ${firstLines(module.errors()[0])}`);
      }
    }
    this.#counts = counts;
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'test-summary.json'), `${JSON.stringify({ ...counts, failures })}\n`);
  }
}

/** The project, which names the time zone, and the file. */
function nameOf(module: TestModule): string {
  return `${module.project.name} ${module.relativeModuleId}`;
}

/** As much of an error as tells the seed and the counter-example of a property. */
function firstLines(error: unknown): string {
  const message = error instanceof Object && 'message' in error ? String(error.message) : String(error);
  return message.slice(0, 1500);
}
