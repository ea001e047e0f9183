/** One server-sent event. `id` is the last one the stream has named, "" before any. */
export type StreamEvent = { type: string; data: string; id: string };

/**
 * Reads the text of an event stream in pieces of any size, as the HTML standard describes it; returns the events each
 * piece completed. Comments (heartbeats) and events without data give nothing.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventParser(): (piece: string) => StreamEvent[] {
  let rest = '';
  let id = '';
  let type = '';
  let data: string[] = [];
  const take = (line: string): StreamEvent[] => {
    if (line === '') {
      const events = data.length > 0 ? [{ type: type || 'message', data: data.join('\n'), id }] : [];
      type = '';
      data = [];
      return events;
    }
    const { name, value } = fieldOf(line);
    if (name === 'data') data.push(value);
    else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
    return [];
  };
  return (piece) => {
    const text = rest + piece;
    // A carriage return at the very end may be half of a line end: it waits for the next piece.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    return lines.flatMap(take);
  };
}

function fieldOf(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  if (colon < 0) return { name: line, value: '' };
  const value = line.slice(colon + 1);
  return { name: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}
