import { cpuNanoseconds, wallNanoseconds } from '../timing/cpu-time.ts';

/** What one call took. */
export interface CallTime {
  readonly cpu: number;
  readonly wall: number;
}

/** Times a call that ends later; `things` of it are told for one of them. */
export async function timeCall(body: () => Promise<unknown>, things = 1): Promise<CallTime> {
  const [cpu, wall] = [cpuNanoseconds(), wallNanoseconds()];
  await body();
  return { cpu: (cpuNanoseconds() - cpu) / things, wall: (wallNanoseconds() - wall) / things };
}

/** The least time of a side. */
export const leastOf = (name: string, times: readonly CallTime[]) => ({
  name,
  cpuNanoseconds: Math.min(...times.map(({ cpu }) => cpu)),
  wallNanoseconds: Math.min(...times.map(({ wall }) => wall)),
});
