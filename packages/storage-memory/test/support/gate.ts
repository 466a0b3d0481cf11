/** A promise that is kept when somebody opens it. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** A gate that is closed. */
export function gate(): Gate {
  let resolve: (() => void) | undefined;
  const opened = new Promise<void>((kept) => {
    resolve = kept;
  });
  return { opened, open: () => resolve?.() };
}
