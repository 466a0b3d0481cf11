// `npm run test:mutation` changes core's sources in thousands of small ways and counts how many of them a test
// notices. `FOLDER=money npm run test:mutation` takes one folder, which is minutes instead of hours.
const folder = process.env['FOLDER'] ?? '{money,quantity,rating,tax,invoice}';

export default {
  mutate: [`packages/core/src/${folder}/**/*.ts`, '!**/*.test.ts'],
  plugins: ['@stryker-mutator/vitest-runner', './scripts/stryker-messages.mjs'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.stryker.config.ts', related: false },
  ignorers: ['messages'],
  ignorePatterns: ['.cache', 'dist', '/docs', '/examples', '/bench', '/tools'],
  tempDirName: '.cache/stryker',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: '.cache/mutation/index.html' },
  jsonReporter: { fileName: '.cache/mutation/report.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
