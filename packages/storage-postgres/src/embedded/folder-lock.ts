import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { BillingError } from '@billwright/core';

/** A folder that is ours until it is released, or until the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>;
}

/** On BSD and macOS, `open` itself locks; Node.js has no name for it. */
const exclusively = 0x20;

/**
 * Locks a folder for this process, by means that the operating system takes back by itself: a file with a process id in
 * it outlives its process, and two that find it can both believe that they removed it.
 *
 * @throws BillingError `STORAGE_LOCKED` when another process has it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  if (process.platform === 'linux') return lockByName(folder, `\0billwright-${await identityOf(folder)}`);
  if (process.platform === 'win32')
    return lockByName(folder, `\\\\.\\pipe\\billwright-${await identityOf(folder)}`);
  return lockByFile(folder);
}

/** The folder itself, by whatever path it was reached. */
async function identityOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return `${dev}-${ino}`;
}

/** Of all that listen on one name, the system lets one. */
async function lockByName(folder: string, name: string): Promise<FolderLock> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(lockedBy('EADDRINUSE', folder, cause));
    });
    server.listen(name, resolve);
  });
  // It is no reason to keep a process alive.
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function lockByFile(folder: string): Promise<FolderLock> {
  const flags = constants.O_RDWR + constants.O_CREAT + constants.O_NONBLOCK + exclusively;
  const file = await open(join(folder, 'billwright.lock'), flags).catch((cause: unknown) => {
    throw lockedBy('EAGAIN', folder, cause);
  });
  return { release: () => file.close() };
}

function lockedBy(code: string, folder: string, cause: unknown): Error {
  if (cause instanceof Error && 'code' in cause && cause.code === code) {
    return new BillingError('STORAGE_LOCKED', { folder }, { cause });
  }
  const reason = `${folder} can not be locked: ${String(cause)}`;
  return new BillingError('STORAGE_REFUSED', { reason }, { cause });
}
