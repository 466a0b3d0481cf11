import type { Attachment } from '@billwright/core';
import type { Organisation } from './organisation.ts';

/** What a file is known by: one that is somewhere else is another, whatever its id. */
export const fileKey = ({ id, reference }: Attachment): string => JSON.stringify([id, reference]);

/** What the files of a document are called in Xero, in their order: there a file takes the place of one of its name. */
export function fileNames(attachments: readonly Attachment[]): readonly string[] {
  const taken = new Set<string>();
  return attachments.map((attachment) => {
    const plain = plainName(attachment.name);
    // Whether it tells names apart by their case is not known.
    const name = taken.has(plain.toLowerCase()) ? nameWithId(plain, attachment.id) : plain;
    taken.add(name.toLowerCase());
    return name;
  });
}

const plainName = (name: string): string => name.replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_');

function nameWithId(name: string, id: string): string {
  const dot = name.lastIndexOf('.');
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)} (${plainName(id)})${name.slice(end)}`;
}

/** The bytes of a file; nothing when none are read. What reads files is not ours, and may never end. */
export async function readInTime(
  { setup: { readFile, timeoutSeconds }, context }: Organisation,
  attachment: Attachment,
  longestSeconds: number,
): Promise<Uint8Array | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seconds = Math.min(timeoutSeconds, longestSeconds);
  const late = new Promise<never>((_, reject) => {
    const reason = new Error(`the file was not read in ${seconds} seconds`);
    timer = setTimeout(() => reject(reason), seconds * 1000);
  });
  try {
    return await Promise.race([readFile?.(attachment, context), late]);
  } finally {
    clearTimeout(timer);
  }
}
