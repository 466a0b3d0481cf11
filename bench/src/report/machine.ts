import { cpus, loadavg } from 'node:os';

/** What the figures were measured on: versions, processors and how busy they were. */
export function describeMachine(loadBefore: string): string {
  const { node, v8, tz } = process.versions;
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown';
  return [
    `node ${node}`,
    `V8 ${v8}`,
    `tz ${tz ?? 'unknown'}`,
    `${processors.length} × ${model}`,
    `load ${loadBefore} before, ${describeLoad()} after`,
  ].join(', ');
}

/** The load of the last minute. */
export function describeLoad(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
