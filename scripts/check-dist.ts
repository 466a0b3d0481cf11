// Checks what a user would get, not what the workspace has: packs every publishable package, lints the
// tarballs, unpacks them into a scratch project that holds only what their manifests declare, and there
// imports, requires, type-checks and calls every entry point, on the newest and on the oldest Node.js.
// Needs built packages and no network.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * One small real call for each entry point: `use` is the body of an async function that sees the entry's
 * exports as `module` and returns something that JSON can hold. An entry point without a call is only loaded.
 */
const calls: { entry: string; use: string; returns: unknown }[] = [
  {
    entry: '@billwright/core',
    use: `
      const rater = module.compileRater({
        calendar: module.defineCalendar({ zone: 'Europe/Berlin', business: [] }),
        rateCard: module.defineRateCard({
          id: 'standard',
          currency: 'EUR',
          rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
        }),
      });
      const rated = rater.rate([
        { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', date: '2026-03-02', minutes: 20 },
      ]);
      const lines = module.priceLines(rated, module.linePolicy());
      return lines.map(({ quantity, unitPrice, amount }) => quantity + ' × ' + unitPrice + ' = ' + amount.amount);`,
    returns: ['0.3333 × 120.00 = 40.00'],
  },
  {
    entry: '@billwright/core/conformance',
    use: "return module.storageCases.some(({ name }) => name === 'a row that was never written is null');",
    returns: true,
  },
  {
    entry: '@billwright/core/testing',
    use: 'return typeof module.anyMoney().generate;',
    returns: 'function',
  },
  {
    entry: '@billwright/accounting-common',
    use: 'return module.backOffSeconds(3);',
    returns: 4,
  },
  {
    entry: '@billwright/accounting-qbo',
    use: `
      const keys = { k1: new Uint8Array(32).fill(7) };
      const connector = module.quickBooks({
        clientId: 'app',
        clientSecret: 'secret',
        redirectUri: 'https://desk.example/quickbooks',
        environment: 'sandbox',
        tokenKeys: { current: 'k1', keys },
      });
      return new URL(connector.authorizeUrl({ tenantId: 'desk', sessionId: 'browser' })).host;`,
    returns: 'appcenter.intuit.com',
  },
  {
    entry: '@billwright/accounting-qbo/testing',
    use: "return module.fakeQuickBooks({ clock: { now: () => '2026-04-01T06:00:00.000Z' } }).books.rows('Account').length;",
    returns: 1,
  },
  {
    entry: '@billwright/accounting-xero',
    use: `
      const keys = { k1: new Uint8Array(32).fill(7) };
      const connector = module.xero({
        clientId: 'app',
        clientSecret: 'secret',
        redirectUri: 'https://desk.example/xero',
        tokenKeys: { current: 'k1', keys },
      });
      return new URL(connector.authorizeUrl({ tenantId: 'desk', sessionId: 'browser' })).host;`,
    returns: 'login.xero.com',
  },
  {
    entry: '@billwright/accounting-xero/testing',
    use: "return module.fakeXero({ clock: { now: () => '2026-04-01T06:00:00.000Z' } }).books.rows('Accounts').length;",
    returns: 4,
  },
  {
    entry: '@billwright/import-csv',
    use: `
      const header = 'Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name';
      const rows = ['2026-03-02,Acme,Website,Design,,1.25,Yes,Ana,Silva', '2026-02-30,Acme,Website,Design,,1,Yes,Ana,Silva'];
      const read = [];
      for await (const row of module.importTimeEntries([header, ...rows].join('\\n'), module.harvestMapping())) {
        read.push(row.line + ' ' + (row.status === 'entry' ? row.entry.minutes + ' min' : row.reason));
      }
      return read;`,
    returns: ['2 75 min', '3 unreadable-date'],
  },
  {
    entry: '@billwright/mailer',
    use: `
      const party = { address: null, taxIds: [], email: null, contact: null, reference: null };
      const account = { id: 'hours', customerId: 'acme', unit: 'hours', currency: null };
      const period = { from: '2026-03-01', to: '2026-04-01', zone: 'UTC' };
      const balance = { opening: '0', byKind: [], closing: '0', entries: [], lots: [], postings: [] };
      const statement = { accountId: 'hours', period, ...balance };
      const [seller, buyer] = [{ ...party, name: 'Desk' }, { ...party, name: 'Acme' }];
      const pdf = await module.statementPdf({ account, statement, language: 'de', seller, buyer });
      return new TextDecoder().decode(pdf.slice(0, 8));`,
    returns: '%PDF-1.7',
  },
  {
    entry: '@billwright/runner-pgboss',
    use: `
      const pool = { query: async () => { throw new Error('nobody is there'); } };
      return module.pgBossRunner({ pool }).catch(({ code, details }) => code + ', ' + details.reason);`,
    returns: 'RUNNER_UNAVAILABLE, nobody is there',
  },
  {
    entry: '@billwright/storage-postgres/pglite',
    use: `
      const storage = await module.pgliteStorage();
      const row = { id: 'acme', order: 'acme', keys: {}, value: null };
      const added = await storage.transaction('desk', (tx) => tx.insert('customers', row));
      await storage.close();
      return added;`,
    returns: true,
  },
];

/** Packages that stand on something that needs a newer Node.js than the oldest one, and what they declare. */
const newerNode: Readonly<Record<string, string>> = { '@billwright/runner-pgboss': '>=22.12.0' };

interface Manifest {
  name: string;
  private?: boolean;
  engines?: { node?: string };
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const root = resolve(import.meta.dirname, '..');
const packs = join(root, '.cache/packs');
// Outside the workspace, whose own node_modules would lend what a manifest forgot to declare.
const consumer = realpathSync(mkdtempSync(join(tmpdir(), 'billwright-consumer-')));
const faults: string[] = [];

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Runs a command; its output is shown, and its failure kept, so that one run tells all there is to mend. */
function check(what: string, command: string, args: string[], cwd = root): boolean {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) faults.push(`${what}${error ? `: ${error.message}` : ''}`);
  return status === 0;
}

rmSync(packs, { recursive: true, force: true });
mkdirSync(packs, { recursive: true });

// Pack and lint.
const sources = globSync('packages/*/package.json', { cwd: root })
  .map((path) => join(root, dirname(path)))
  .toSorted()
  .filter((folder) => readManifest(folder).private !== true);
const packages = sources.map((source) => {
  const { name } = readManifest(source);
  const tarball = join(packs, `${name.replace('@', '').replace('/', '-')}.tgz`);
  execFileSync('pnpm', ['pack', '--out', tarball], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
  check(`publint ${name}`, 'publint', ['--strict', tarball]);
  // Not for TypeScript's `node10` resolution, which reads no `exports` and so can't see a subpath.
  check(`attw ${name}`, 'attw', ['--quiet', '--no-definitely-typed', '--profile', 'node16', tarball]);
  // Beside its own dependencies and nothing else, so that an undeclared import fails.
  const modules = join(consumer, 'store', name.replace('/', '+'), 'node_modules');
  const folder = join(modules, name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  return { name, source, modules, folder, manifest: readManifest(folder) };
});

// Install.
function link(target: string, modules: string, name: string): void {
  const path = join(modules, name);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) symlinkSync(realpathSync(target), path, 'junction');
}
for (const { name, source, modules, folder, manifest } of packages) {
  link(folder, join(consumer, 'node_modules'), name);
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  for (const dependency of wanted) {
    const sibling = packages.find((other) => other.name === dependency);
    link(sibling?.folder ?? join(source, 'node_modules', dependency), modules, dependency);
  }
  for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
    link(join(modules, peer), join(consumer, 'node_modules'), peer);
  }
}

// Load and call.
const entriesOf = (some: typeof packages): string[] =>
  some.flatMap(({ name, manifest }) =>
    Object.keys(manifest.exports)
      .filter((path) => path !== './package.json')
      .map((path) => `${name}${path.slice(1)}`),
  );
const entries = entriesOf(packages);
for (const { entry } of calls) {
  if (!entries.includes(entry)) faults.push(`a call names ${entry}, which no package exports`);
}
const body = `
  const check = (entry, module) => {
    if (typeof module !== 'object') throw new Error(entry + ' is not a module');
    if (Object.keys(module).filter((name) => name !== 'default').length === 0) throw new Error(entry + ' exports nothing');
  };
  const call = async (entry, use, module, returns) => {
    const actual = JSON.stringify(await use(module));
    if (actual !== returns) throw new Error(entry + ' returned ' + actual + ' instead of ' + returns);
  };
`;
function program(known: readonly string[], load: (entry: string) => string): string {
  const lines = known.map((entry) => `check('${entry}', ${load(entry)});`);
  for (const { entry, use, returns } of calls.filter((call) => known.includes(call.entry))) {
    const result = JSON.stringify(JSON.stringify(returns));
    lines.push(`await call('${entry}', async (module) => { ${use} }, ${load(entry)}, ${result});`);
  }
  // An unhandled rejection ends Node.js with an error, so a call that fails is seen.
  return `${body}\n(async () => {\n${lines.join('\n')}\n})();\n`;
}
const oldest = join(root, 'tools/oldest-node/node_modules/.bin/node');
const nodes = [process.execPath];
if (existsSync(oldest)) nodes.push(oldest);
else
  console.log(`NOT CHECKED on the oldest Node.js: no binary of it for ${process.platform}-${process.arch}.`);
for (const node of nodes) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const known = node === oldest ? entriesOf(packages.filter(({ name }) => !(name in newerNode))) : entries;
  writeFileSync(
    join(consumer, 'load.mjs'),
    program(known, (entry) => `await import('${entry}')`),
  );
  writeFileSync(
    join(consumer, 'load.cjs'),
    program(known, (entry) => `require('${entry}')`),
  );
  const imported = check(`import on Node.js ${version}`, node, ['load.mjs'], consumer);
  const required = check(`require on Node.js ${version}`, node, ['load.cjs'], consumer);
  if (imported && required) {
    console.log(
      `Node.js ${version}: ${known.length} entry points and ${calls.filter(({ entry }) => known.includes(entry)).length} calls, by import and require`,
    );
  }
  if (node !== oldest) continue;
  for (const { name, manifest } of packages) {
    if (manifest.engines?.node !== (newerNode[name] ?? `>=${version.slice(1)}`)) {
      faults.push(
        `${name} declares Node.js ${manifest.engines?.node}, but ${version} is the oldest that is checked`,
      );
    }
  }
}

// Types, as the user's compiler reads them: a declaration may name only what the manifest declares.
for (const extension of ['mts', 'cts']) {
  const lines = entries.map(
    (entry, index) => `import * as entry${index} from '${entry}';\nvoid entry${index};\n`,
  );
  writeFileSync(join(consumer, `types.${extension}`), lines.join(''));
}
const compilerOptions = {
  module: 'nodenext',
  target: 'es2022',
  strict: true,
  noEmit: true,
  types: [],
  skipLibCheck: false,
};
writeFileSync(
  join(consumer, 'tsconfig.json'),
  JSON.stringify({ compilerOptions, files: ['types.mts', 'types.cts'] }),
);
check("types in a user's project", 'tsc', ['-p', consumer]);

for (const fault of faults) console.error(`✗ ${fault}`);
if (faults.length > 0) {
  console.error(`The user's project is kept in ${consumer}.`);
  process.exit(1);
}
rmSync(consumer, { recursive: true, force: true });
console.log(`${packages.length} packages are as they should be`);
