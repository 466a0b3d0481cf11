import fc from 'fast-check';
import { isBillingError } from '../../../../src/errors/billing-error.ts';
import type { FakeFault } from '../../../../src/testing/fake-fault.ts';
import { type Act, type ActName, acts, type Deed } from './acts.ts';
import { type DeskModel, differences } from './desk-model.ts';
import { type TenantId, tenants, type Trouble, type TwoDesks } from './two-desks.ts';

/** What both desks have promised so far. */
export type Models = Readonly<Record<TenantId, DeskModel>>;

/** How often each act was done, and refused: an act that is never done proves nothing. */
export const tally = new Map<string, number>();

const count = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

/** A thing that somebody does, with what goes wrong in the middle of it. */
class Command implements fc.AsyncCommand<Models, TwoDesks> {
  readonly name: ActName;
  readonly tenant: TenantId;
  readonly which: number;
  readonly size: number;
  readonly trouble: Trouble;

  constructor(name: ActName, tenant: TenantId, which: number, size: number, trouble: Trouble) {
    this.name = name;
    this.tenant = tenant;
    this.which = which;
    this.size = size;
    this.trouble = trouble;
  }

  check(): boolean {
    return true;
  }

  toString(): string {
    return `${this.name}(${this.tenant}, ${this.which}, ${this.size}, ${JSON.stringify(this.trouble)})`;
  }

  async run(models: Models, world: TwoDesks): Promise<void> {
    const { tenant, which, size, name } = this;
    const model = models[tenant];
    world.clock.advance(61);
    const key = `${name} ${world.clock.now()}`;
    const act: Act = acts[name];
    const deed = await act({ world, tenant, model, key, which, size });
    if (deed === null) return;
    world.touched.clear();
    const isDone = await this.#ask(world, deed, key);
    count(isDone ? name : `${name} refused`);
    if (isDone) deed.afterwards?.();
    // What one tenant does never so much as looks at the other.
    const seen = [...world.touched].filter((one) => one !== tenant && deed.isForAll !== true);
    const wrong = seen.map((one) => `${tenant} touched ${one}`);
    for (const one of deed.isForAll === true ? tenants : [tenant])
      wrong.push(...(await differences(models[one], world.deskOf(one))));
    if (wrong.length > 0) throw new Error(wrong.join('; '));
  }

  /** Asks, and asks again by the same key when the storage has failed: by then the first process is dead. */
  async #ask(world: TwoDesks, deed: Deed, key: string): Promise<boolean> {
    const options = { key };
    try {
      world.trouble(this.trouble);
      await world.driven(deed.ask(world.deskOf(this.tenant), options));
      return true;
    } catch (error) {
      if (!isBillingError(error)) throw error;
      // What can't be done is refused, and has changed nothing.
      if (!error.code.startsWith('STORAGE_')) return false;
      count('broken off');
    } finally {
      world.trouble({ storage: null, outside: null });
    }
    world.restart();
    try {
      await world.driven(deed.ask(world.deskOf(this.tenant), options));
      return true;
    } catch (error) {
      if (isBillingError(error) && !error.code.startsWith('STORAGE_')) return false;
      throw error;
    }
  }
}

const anyOutside: fc.Arbitrary<FakeFault | null> = fc.constantFrom<(FakeFault | null)[]>(
  null,
  null,
  { kind: 'unreached' },
  { kind: 'lost' },
  { kind: 'late', seconds: 500 },
  { kind: 'limited' },
  { kind: 'silent', seconds: null },
);

const anyTrouble: fc.Arbitrary<Trouble> = fc.record({
  storage: fc.option(
    fc.record({ at: fc.integer({ min: 1, max: 40 }), when: fc.constantFrom('before', 'after') }),
  ),
  outside: anyOutside,
});

/** What happens often is named more than once, and so is what needs much before it. */
const often: readonly ActName[] = [
  'record',
  'record',
  'record',
  'bill',
  'bill',
  'issue',
  'issue',
  'pay',
  'dispatch',
  'unbill',
  'unbill',
  'unbill',
  'ledgerPays',
  'ledgerPays',
  'ledgerPays',
  'ledgerPays',
  'ledgerPays',
  'deleteDraft',
  'deleteDraft',
];
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the acts are their names
const names = [...(Object.keys(acts) as ActName[]), ...often];

/** Any one thing. */
export const anyCommand: fc.Arbitrary<fc.AsyncCommand<Models, TwoDesks>> = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom(...tenants), fc.nat(7), fc.nat(3), anyTrouble)
  .map((given) => new Command(...given));
