import { describe, expect, it } from 'vitest';
import { createLog, scrub } from '../../worker/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ level: 'trace', destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

describe('the log', () => {
  it('is one JSON object a line, with level and time', () => {
    const [line] = logged((log) => log.info({ runId: 'r', rows: 12_480, waitMs: 5 }, 'run postponed'));
    const time = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(line).toEqual({ level: 'info', time, runId: 'r', rows: 12_480, waitMs: 5, msg: 'run postponed' });
  });

  it('hides what is secret or personal by its name, however deep', () => {
    const person = { firstName: 'Ada', last_name: 'Lovelace', 'E-Mail': 'ada@example.org', phone: 31612345678 };
    const text = JSON.stringify(
      logged((log) => {
        log.info({ a: { b: { c: { ...person, barcode: 12345678 } } }, list: [person], Authorization: 'abc' });
        log
          .child({ credentials: { apiKey: 'sk_1' } })
          .child({ runId: 'r', token: 'sk_1' })
          .warn({ body: '{"x":1}', rows: [['Ada']] }, 'x');
        log.info({ sealed: Buffer.from('sk_1'), bytes: Buffer.from('sk_1') });
      }),
    );
    expect(text).toContain('"credentials":"***","runId":"r","token":"***"');
    for (const secret of [
      'Ada',
      'Lovelace',
      'example.org',
      '31612345678',
      '12345678',
      'abc',
      'sk_1',
      '{\\"x',
      '115,107',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it.each([
    ['mail to ada.lovelace+gala@mail.example.org failed', 'mail to *** failed'],
    ['call +31 6 1234 5678', 'call ***'],
    ['postgres://willcall:geheim@127.0.0.1:5432/x', 'postgres://***@127.0.0.1:5432/x'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['GET /orders?token=abc&x=1 failed', 'GET /orders?*** failed'],
    ['token eyJhbGciOi.eyJzdWIi.c2ln', 'token ***'],
    ['GET /orders: 429', 'GET /orders: 429'],
  ])('scrubs %j', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  it('reduces errors to kind, code, message, stack and cause', () => {
    const cause = Object.assign(new Error('invalid input syntax for type uuid: "Ada"'), {
      code: '22P02',
      detail: 'Key (email)=(ada@example.org)',
      config: { headers: { authorization: 'Bearer abc' } },
    });
    const lines = logged((log) => {
      log.error({ err: new Error('could not save ada@example.org', { cause }), runId: 'r' }, 'failed');
      log.error(new Error('bare'));
      log.error({ error: new SyntaxError('Unexpected token in {"apiKey":"sk_1"}') });
    });
    expect(lines[0]).toMatchObject({
      runId: 'r',
      err: {
        type: 'Error',
        message: 'could not save ***',
        cause: { code: '22P02', message: expect.stringContaining('***') },
      },
    });
    expect(lines[1]).toMatchObject({ err: { message: 'bare', stack: expect.stringContaining('log.test.ts') } });
    for (const secret of ['Ada', 'ada@', 'abc', 'sk_1']) expect(JSON.stringify(lines)).not.toContain(secret);
  });
});
