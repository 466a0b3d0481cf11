/** Makes ids. None is ever given twice, on any machine. */
export interface IdSource {
  /** @param kind what the id is for, for example `invoice` */
  next(kind: string): string;
}
