import * as z from 'zod/mini';
import { INSTEAD, WHOLE } from './unknown-values.ts';

type Schema = z.core.$ZodType;
type Fields = Readonly<Record<string, unknown>>;

/** What a worker of another version answered, as this version's schema has it as far as that can be done. */
export type Mended = {
  value: unknown;
  /** Whether items of lists could not be read and are not in it. */
  isPart: boolean;
};

/**
 * Brings an answer of another version into shape: members we do not know go, members that are missing are blank, words we do not know
 * are read as {@link INSTEAD} says, and items of lists that cannot be read even so are left out. Whatever else does not fit stays as
 * it is, for the schema to refuse.
 */
export function mended(schema: Schema, value: unknown): Mended {
  const mender = createMender();
  const whole = mender.mend(schema, value, {});
  return { value: whole, isPart: mender.hasLeftOut() };
}

const accepts = (schema: Schema, value: unknown): boolean => z.safeParse(schema, value).success;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUnion = (schema: Schema): schema is z.ZodMiniUnion<readonly Schema[]> =>
  schema instanceof z.ZodMiniUnion || schema instanceof z.ZodMiniDiscriminatedUnion;

const isList = (schema: Schema): schema is z.ZodMiniArray<Schema> => schema instanceof z.ZodMiniArray;

const NOTHING = [undefined, null, false, 0, '', [], {}];

function createMender() {
  let hasLeftOut = false;

  /** @param beside the members of the thing this is one of. */
  function mend(schema: Schema, value: unknown, beside: Fields): unknown {
    if (accepts(schema, value)) return value;
    if (value === undefined) return blank(schema, beside);
    if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
      return mend(schema.def.innerType, value, beside);
    if (schema instanceof z.ZodMiniEnum) return INSTEAD.get(schema)?.(beside) ?? value;
    return isUnion(schema) ? oneOf(schema.def.options, value, beside) : parts(schema, value);
  }

  function parts(schema: Schema, value: unknown): unknown {
    if (schema instanceof z.ZodMiniObject && isFields(value)) return fields(schema.shape, value);
    return isList(schema) && Array.isArray(value) ? list(schema, value) : value;
  }

  function fields(shape: Readonly<Record<string, Schema>>, value: Fields): Fields {
    const members = Object.entries(shape).map(([name, schema]) => [name, mend(schema, value[name], value)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }

  function list(schema: z.ZodMiniArray<Schema>, items: readonly unknown[]): unknown[] {
    const { element } = schema.def;
    const read = items.map((item) => mend(element, item, {}));
    if (WHOLE.has(schema) || read.every((item) => accepts(element, item))) return read;
    hasLeftOut = true;
    // values of a row have their place
    if (accepts(element, null)) return read.map((item) => (accepts(element, item) ? item : null));
    return read.filter((item) => accepts(element, item));
  }

  function oneOf(options: readonly Schema[], value: unknown, beside: Fields): unknown {
    const readings = options.map((option) => ({ option, reading: mend(option, value, beside) }));
    return readings.find(({ option, reading }) => accepts(option, reading))?.reading ?? value;
  }

  /** What stands for a member an earlier version does not tell. */
  function blank(schema: Schema, beside: Fields): unknown {
    const nothing = NOTHING.find((empty) => accepts(schema, empty));
    if (nothing !== undefined) return nothing;
    if (schema instanceof z.ZodMiniEnum) return INSTEAD.get(schema)?.(beside);
    return schema instanceof z.ZodMiniObject ? fields(schema.shape, {}) : undefined;
  }

  return { mend, hasLeftOut: () => hasLeftOut };
}
