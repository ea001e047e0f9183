/** Letters that do not fall apart into a letter and a mark. */
const LETTERS = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i' };

/** A text as it is searched: without capitals, accents and apostrophes. */
export const folded = (text) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`´]/g, '')
    .replace(/[ßøłđðþæœı]/g, (letter) => LETTERS[letter]);

/** A value as it is shown. */
export const shownValue = (value) => {
  if (value === null || value === '') return '';
  if (value === true) return 'yes';
  return value === false ? 'no' : String(value);
};

const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** What is searched of a row: each value as it is, and without what stands between letters and digits. */
const searchText = (row) => {
  const parts = [];
  for (const value of row) {
    if (value === null || typeof value === 'boolean') continue;
    const text = folded(String(value));
    parts.push(text);
    const letters = bare(text);
    if (letters !== text) parts.push(letters);
  }
  return `\n${parts.join('\n')}\n`;
};

/** Rows with what is searched of each. */
export const indexed = (rows) => rows.map((row) => ({ row, text: searchText(row) }));

/** The whole value before the beginning of one, before the beginning of a word, before anything inside. */
const rankOf = (text, words) => {
  const [first] = words;
  if (text.includes(`\n${words.join(' ')}\n`)) return 0;
  if (text.includes(`\n${first}`)) return 1;
  return text.includes(` ${first}`) ? 2 : 3;
};

/** Rows that have all words of the query, the best first. */
export const matching = (index, query) => {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return index.map(({ row }) => row);
  const found = [[], [], [], []];
  for (const { row, text } of index) {
    if (words.every((word) => text.includes(word))) found[rankOf(text, words)].push(row);
  }
  return found.flat();
};

const NAMES = [['ownerName'], ['buyerName'], ['ownerFirstName', 'ownerLastName'], ['buyerFirstName', 'buyerLastName']];
const GATES = ['entrance', 'gate', 'seatingGate'];
const PLACE = ['seatSection', 'seatRow', 'seat'];

/** Which column says what. Positions; -1: there is none. */
export const rolesOf = (columns) => {
  const at = (id) => columns.findIndex((column) => column.id === id);
  const names = NAMES.map((ids) => ids.map(at).filter((place) => place >= 0)).find((places) => places.length > 0);
  return {
    who: names ?? [0],
    checkedIn: at('checkedIn'),
    checkedInAt: at('checkedInAt'),
    status: at('status'),
    type: at('ticketType'),
    gate: GATES.map(at).find((place) => place >= 0) ?? -1,
    place: PLACE.map(at).filter((place) => place >= 0),
  };
};

/** Our words for tickets and orders that let nobody in. */
const GONE = ['cancelled', 'deleted', 'refunded', 'expired', 'failed', 'aborted', 'deletion pending'];

export const isGone = (row, { status }) => GONE.includes(row[status]);

/** What a row is at the door, in a word; null: the list does not tell. */
export const badgeOf = (row, roles) => {
  const status = row[roles.status];
  if (isGone(row, roles)) return { kind: 'bad', text: `✕ ${status}` };
  if (row[roles.checkedIn] === true) {
    const time = String(row[roles.checkedInAt] ?? '').slice(11, 16);
    return { kind: 'calm', text: time === '' ? 'already in' : `in since ${time}` };
  }
  if (status === 'valid' || status === 'completed') return { kind: 'good', text: `✓ ${status}` };
  if (shownValue(status ?? null) !== '') return { kind: 'calm', text: shownValue(status) };
  // without a state nobody knows whether it was cancelled
  return roles.checkedIn >= 0 ? { kind: 'plain', text: 'not in yet' } : null;
};

/** How many there are and are in, in all and by the values of a column. */
export const counted = (rows, roles) => {
  const sum = () => ({ of: 0, in: 0 });
  const whole = sum();
  const groups = { type: new Map(), gate: new Map() };
  for (const row of rows) {
    if (isGone(row, roles)) continue;
    const isIn = row[roles.checkedIn] === true ? 1 : 0;
    const sums = [whole];
    for (const name of ['type', 'gate']) {
      if (roles[name] < 0) continue;
      const key = shownValue(row[roles[name]]) || '–';
      if (!groups[name].has(key)) groups[name].set(key, sum());
      sums.push(groups[name].get(key));
    }
    for (const one of sums) {
      one.of += 1;
      one.in += isIn;
    }
  }
  return { whole, ...groups };
};

const MINUTE = 60_000;

/** How long ago, in words. */
export const ageOf = (ms) => {
  const minutes = Math.max(0, Math.floor(ms / MINUTE));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h ago` : `${hours} h ${minutes % 60} min ago`;
  return `${Math.floor(hours / 24)} days ago`;
};

/** A moment on this phone's clock; with its day when that is another one. */
export const clockOf = (at, now) => {
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`;
};
