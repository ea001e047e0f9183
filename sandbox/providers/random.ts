/**
 * Random-looking numbers that can be asked for in any order: the same seed, subject and aspect always give the same number, so
 * ticket 99,999 costs as little as ticket 0.
 */
export type Dice = {
  /** 0 (included) to 1 (excluded). */
  fraction(subject: number, aspect: string): number;
  /** `min` to `max`, both included. */
  whole(subject: number, aspect: string, min: number, max: number): number;
  /** One element of a list that is not empty. */
  pick<T>(subject: number, aspect: string, list: readonly T[]): T;
  /** True in about `share` (0 to 1) of all subjects. */
  happens(subject: number, aspect: string, share: number): boolean;
  /** Lower-case hexadecimal digits. */
  hex(subject: number, aspect: string, length: number): string;
  /** Decimal digits, leading zeros included. */
  digits(subject: number, aspect: string, length: number): string;
};

export function dice(seed: number, name: string): Dice {
  const base = mix(seed ^ textHash(name));
  const aspects = new Map<string, number>();
  const aspectHash = (aspect: string): number => {
    const known = aspects.get(aspect);
    if (known !== undefined) return known;
    const hash = mix(base ^ textHash(aspect));
    aspects.set(aspect, hash);
    return hash;
  };
  const roll = (subject: number, aspect: string): number => mix(aspectHash(aspect) ^ mix(subject + 0x9e37));
  const fraction = (subject: number, aspect: string) => roll(subject, aspect) / 2 ** 32;
  const whole = (subject: number, aspect: string, min: number, max: number) =>
    min + Math.floor(fraction(subject, aspect) * (max - min + 1));
  const text = (subject: number, aspect: string, length: number, radix: number, step: number) => {
    let out = '';
    for (let part = 0; out.length < length; part += 1) {
      const value = roll(subject + part * 100_000_007, aspect) % radix ** step;
      out += value.toString(radix).padStart(step, '0');
    }
    return out.slice(0, length);
  };
  return {
    fraction,
    whole,
    pick: (subject, aspect, list) => at(list, whole(subject, aspect, 0, list.length - 1)),
    happens: (subject, aspect, share) => fraction(subject, aspect) < share,
    hex: (subject, aspect, length) => text(subject, aspect, length, 16, 7),
    digits: (subject, aspect, length) => text(subject, aspect, length, 10, 8),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('Cannot pick from an empty list.');
  return found;
}

function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
