/** A number for a sentence: `text` as people of this place write it, `count` to choose between one and many. */
export type Counted = { count: number; text: string };

/** The number and the word that goes with it, such as "1 row" or "12 rows". */
export const many = (n: Counted, one: string, more: string): string => `${n.text} ${n.count === 1 ? one : more}`;
