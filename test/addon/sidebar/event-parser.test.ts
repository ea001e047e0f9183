import { describe, expect, it } from 'vitest';
import { createEventParser } from '../../../addon/sidebar/event-parser.ts';

const STREAM =
  ': hello\n\nid: 7\nevent: run\ndata: {"a":1}\n\ndata: one\r\ndata:two\r\n\r\nevent: ping\n\nid: 8\ndata\n\n';
const EVENTS = [
  { type: 'run', data: '{"a":1}', id: '7' },
  { type: 'message', data: 'one\ntwo', id: '7' },
  { type: 'message', data: '', id: '8' },
];

describe('reading server-sent events', () => {
  it('gives the events of a whole stream, without comments and without events that hold no data', () => {
    expect(createEventParser()(STREAM)).toEqual(EVENTS);
  });

  it('does not care where the network cuts the stream', () => {
    for (let size = 1; size < 12; size += 1) {
      const parse = createEventParser();
      const pieces = STREAM.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
      expect(pieces.flatMap((piece) => parse(piece))).toEqual(EVENTS);
    }
  });

  it('keeps back an event that is not finished', () => {
    const parse = createEventParser();
    expect(parse('data: half')).toEqual([]);
    expect(parse('\n')).toEqual([]);
    expect(parse('\n')).toEqual([{ type: 'message', data: 'half', id: '' }]);
  });
});
