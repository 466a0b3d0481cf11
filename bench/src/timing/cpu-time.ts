/**
 * Nanoseconds that this thread has computed so far. Other processes on a busy machine hardly change it, as they do
 * the time on the wall. Where Node.js can't tell the thread's time, it is the process's.
 */
export function cpuNanoseconds(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) * 1000;
}

export function wallNanoseconds(): number {
  return performance.now() * 1e6;
}
