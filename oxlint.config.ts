import { defineConfig } from 'oxlint';

/** Libraries and modules that are kept in one place, so that replacing one stays an afternoon's work. */
const kept = {
  decimal: {
    names: ['decimal.js'],
    message: "Exact decimals live in core's src/money/decimal.ts.",
  },
  dateFns: {
    patterns: ['date-fns/*'],
    message: "Date arithmetic lives in core's src/time.",
  },
  zones: {
    names: ['@date-fns/tz'],
    message: 'Only tests and benchmarks compare against this library; time zones come from src/time.',
  },
  emitter: {
    names: ['eventemitter3'],
    message: "The emitter lives in core's src/engine.",
  },
  node: {
    patterns: ['node:*'],
    message: 'Core runs wherever JavaScript does; the world enters through a port.',
  },
  fastCheck: {
    names: ['fast-check'],
    message: "Only core's src/testing and tests generate random values.",
  },
  inside: {
    patterns: ['**/packages/**', '@billwright/*/src/**', '@billwright/*/dist/**'],
    message: 'Examples and documentation import what users import.',
  },
} satisfies Record<string, { names?: string[]; patterns?: string[]; message: string }>;

type Kept = keyof typeof kept;

/** The rule that forbids what is `kept` elsewhere. An override replaces the whole rule, so each states its own list. */
function forbid(...keys: Kept[]) {
  const bans: { names?: string[]; patterns?: string[]; message: string }[] = keys.map((key) => kept[key]);
  return {
    'no-restricted-imports': [
      'error',
      {
        paths: [
          {
            name: 'date-fns',
            message: "Import from 'date-fns/<function>': the index loads hundreds of modules.",
          },
          ...bans.flatMap(({ names = [], message }) => names.map((name) => ({ name, message }))),
        ],
        patterns: bans.flatMap(({ patterns, message }) => (patterns ? [{ group: patterns, message }] : [])),
      },
    ],
  } as const;
}

const core: Kept[] = ['decimal', 'dateFns', 'zones', 'emitter', 'node', 'fastCheck'];
const coreBut = (allowed: Kept) => forbid(...core.filter((key) => key !== allowed));

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/consistent-return': 'off',
    // `fc.configureGlobal` reads better than the bare name.
    'import/no-named-as-default-member': 'off',
    // A cycle of types couples files just as one of values does.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    ...forbid(),
  },
  overrides: [
    {
      files: ['packages/*/src/**/*.ts'],
      rules: {
        ...forbid('decimal', 'dateFns', 'zones', 'emitter', 'fastCheck'),
        'import/no-default-export': 'error',
        'typescript/explicit-module-boundary-types': 'error',
      },
    },
    { files: ['packages/core/src/**/*.ts'], rules: forbid(...core) },
    { files: ['packages/core/src/money/decimal.ts'], rules: coreBut('decimal') },
    { files: ['packages/core/src/time/**/*.ts'], rules: coreBut('dateFns') },
    { files: ['packages/core/src/engine/**/*.ts'], rules: coreBut('emitter') },
    { files: ['packages/core/src/conformance/**/*.ts'], rules: coreBut('node') },
    { files: ['packages/core/src/testing/**/*.ts'], rules: coreBut('fastCheck') },
    { files: ['examples/**/*.ts', 'bench/**/*.ts'], rules: forbid('inside') },
    {
      files: ['**/*.{test,test-d}.ts'],
      rules: {
        'typescript/explicit-module-boundary-types': 'off',
        'typescript/no-unsafe-type-assertion': 'off',
        'vitest/no-standalone-expect': 'off',
        // A property is an assertion, whether it uses `expect` or returns a boolean.
        'vitest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expect.*', 'expectTypeOf', 'assert*', 'fc.assert'] },
        ],
      },
    },
    { files: ['packages/*/src/**/*.{test,test-d}.ts'], rules: forbid() },
    // What must not compile is asserted by a comment that the compiler reads.
    { files: ['**/*.test-d.ts'], rules: { 'vitest/expect-expect': 'off' } },
    // A helper is easiest to read beside the one test that needs it.
    {
      files: ['**/*.test.ts', 'packages/*/test/**/*.ts'],
      rules: { 'unicorn/consistent-function-scoping': 'off' },
    },
  ],
  ignorePatterns: ['**/dist/**', '.cache/**', 'docs/api/**'],
});
