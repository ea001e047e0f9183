import { z } from 'zod';
import { HostObject, type HostValue } from './host-object.ts';

type Specification = { h: number; n: string; m: string[]; c: Record<string, Specification> };
type Encoded =
  Specification | { v: string | number | boolean | null } | { u: 1 } | { a: Encoded[] } | { o: [string, Encoded][] };

const Incoming: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.object({ v: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
    z.object({ u: z.literal(1) }),
    z.object({ h: z.number() }),
    z.object({ a: z.array(Incoming) }),
    z.object({ x: z.string() }),
  ]),
);

/** Numbers the objects a script holds handles on, and translates values to and from the text that crosses the border. */
export class Wire {
  readonly #objects: HostObject[] = [];

  /** The object behind a handle. */
  object(id: number): HostObject {
    const found = this.#objects[id];
    if (!found) throw new Error(`The script used an object that does not exist (${id}).`);
    return found;
  }

  /** How an object is shown to the script: a number, its class, its members. */
  specify(object: HostObject): Specification {
    const at = this.#objects.indexOf(object);
    const h = at >= 0 ? at : this.#objects.push(object) - 1;
    const constants = Object.entries(object.constants).map(([key, value]) => [key, this.specify(value)]);
    return { h, n: object.name, m: Object.keys(object.methods), c: Object.fromEntries(constants) };
  }

  encode(value: HostValue): Encoded {
    if (value === undefined) return { u: 1 };
    if (value instanceof HostObject) return this.specify(value);
    if (Array.isArray(value)) return { a: value.map((item) => this.encode(item)) };
    if (typeof value === 'object' && value !== null) {
      return { o: Object.entries(value).map(([key, item]) => [key, this.encode(item)]) };
    }
    return { v: value };
  }

  /** The arguments of a call, as JSON text from inside the context. */
  decodeArguments(text: string): unknown[] {
    const items: unknown = JSON.parse(text);
    return z
      .array(z.unknown())
      .parse(items)
      .map((item) => this.#decode(Incoming.parse(item)));
  }

  #decode(item: unknown): unknown {
    if (typeof item !== 'object' || item === null) return undefined;
    if ('v' in item) return item.v;
    if ('h' in item) return this.object(Number(item.h));
    if ('a' in item && Array.isArray(item.a)) return item.a.map((part: unknown) => this.#decode(part));
    return 'x' in item ? Symbol(String(item.x)) : undefined;
  }
}
