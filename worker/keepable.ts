/** Postgres keeps neither NUL nor half a character, in no text and in no JSON. */
const UNKEEPABLE = /\0|\p{Surrogate}/gu;

/** The text with what no database keeps replaced by the sign for that. */
export const keepable = (text: string): string => text.replace(UNKEEPABLE, '\uFFFD');

/** JSON text of a value whose texts came from elsewhere, for a column of type jsonb. */
export function keepableJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? keepable(one) : one));
}
