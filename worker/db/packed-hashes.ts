/** Hexadecimal digits of one hash, and of a row's two. */
const HASH = 32;
const PAIR = 2 * HASH;
/** Rows turned into text at a time: a piece of text keeps all of what it was cut from in memory. */
const SLICE = 4096;

/**
 * Pairs of hashes (32 hexadecimal digits each) in 32 bytes a row.
 *
 * @throws RangeError for a hash of another length: cut, it would be another row's.
 */
export function packHashes(rows: ReadonlyMap<string, string>): Buffer {
  const packed = Buffer.allocUnsafe(rows.size * HASH);
  let text = '';
  let at = 0;
  for (const [key, row] of rows) {
    if (key.length !== HASH || row.length !== HASH) throw new RangeError('a hash needs 32 hexadecimal digits');
    text += key + row;
    if (text.length < SLICE * PAIR) continue;
    at += packed.write(text, at, 'hex');
    text = '';
  }
  at += packed.write(text, at, 'hex');
  if (at !== packed.length) throw new RangeError('a hash holds something else than hexadecimal digits');
  return packed;
}

/** Reverses {@link packHashes}. */
export function unpackHashes(packed: Buffer): Map<string, string> {
  const rows = new Map<string, string>();
  for (let at = 0; at < packed.length; at += SLICE * HASH) {
    const text = packed.toString('hex', at, Math.min(packed.length, at + SLICE * HASH));
    for (let from = 0; from < text.length; from += PAIR) {
      rows.set(text.slice(from, from + HASH), text.slice(from + HASH, from + PAIR));
    }
  }
  return rows;
}
