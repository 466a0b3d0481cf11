/** Tells a person how far a long run has come. */
export interface Progress {
  step(what: string, count: number, share: number): void;
  done(): void;
}

const everyRows = 20_000;
const everyMilliseconds = 1000;

/** Reports to a stream: one line that is written anew on a terminal, else a line now and then. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  let shownAt = performance.now();
  let shownCount = 0;
  let open = false;
  return {
    step(what, count, share) {
      // Reading the clock for each row would cost more than reading the row's cells.
      if (count % 256 !== 0) return;
      const wait = stream.isTTY ? everyMilliseconds / 10 : everyMilliseconds;
      if (count - shownCount < everyRows && performance.now() - shownAt < wait) return;
      shownAt = performance.now();
      shownCount = count;
      const text = `${count.toLocaleString('en-US')} ${what} (${Math.floor(share * 100)} %)`;
      stream.write(stream.isTTY ? `\r${text}` : `${text}\n`);
      open = true;
    },
    done() {
      if (open && stream.isTTY) stream.write('\r\u001B[K');
      open = false;
      shownCount = 0;
    },
  };
}
