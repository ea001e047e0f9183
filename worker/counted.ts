/** "1 report" or "3 reports", for a sentence of the worker. */
export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;
