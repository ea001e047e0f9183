import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { checkCredentials } from '../../../worker/providers/ask.ts';
import { createHttp } from '../../../worker/providers/http.ts';
import { failure } from '../../../worker/providers/oveit/failure.ts';
import { oveit } from '../../../worker/providers/oveit/index.ts';
import { EVENTS, oveitRig } from './oveit-rig.ts';
import { readDataset } from './reading.ts';

const rig = oveitRig();
const of = (eventId: string) => ({ scope: { eventId } });
const wrongPassword = () => ({ credentials: { ...rig.simulator().credentials, password: 'planted-wrong' } });
const caught = async (act: Promise<unknown>): Promise<unknown> =>
  await act.then(
    () => {
      throw new Error('it went well');
    },
    (error: unknown) => error,
  );

describe('what Oveit refuses', () => {
  it.each(['events', 'tickets', 'check-ins', 'attendees'])(
    'is told in its words, for a wrong password: %s',
    async (id) => {
      const error = await caught(rig.read(id, { ...of(EVENTS.gala), ...wrongPassword() }));
      expect(error).toMatchObject({ kind: 'auth', said: 'Wrong e-mail address or password' });
    },
  );

  it.each(['tickets', 'check-ins', 'attendees'])(
    'is told in its words, for an event it does not know: %s',
    async (id) => {
      const told = { kind: 'not-found', said: 'Event not found', message: expect.stringContaining('/events/') };
      await expect(rig.read(id, of('1'))).rejects.toMatchObject(told);
      await expect(rig.read(id, of('spring-gala-2027'))).rejects.toMatchObject(told);
    },
  );

  it('counts even beside good data', async () => {
    rig.simulator().switches.set({ errorBesideData: true });
    await expect(rig.read('events')).rejects.toMatchObject({ kind: 'bad-request', said: 'Something went wrong' });
    await expect(rig.read('tickets', of(EVENTS.gala))).rejects.toMatchObject({ said: 'Something went wrong' });
  });

  it('is sorted by the call, never by its text', () => {
    const kindOf = (path: string, body: unknown, status = 200) => failure(path, status, body)?.kind;
    expect(kindOf('/seller/login', { error: 'Event not found' })).toBe('auth');
    expect(kindOf('/tickets/scan', { error: '' })).toBe('not-found');
    expect(kindOf('/seller/events', { error: { code: 7 } })).toBe('bad-request');
    expect(kindOf('/events/tickets', { error: 'Veuillez vous connecter' }, 403)).toBe('auth');
    expect(kindOf('/events/tickets', { error: 'x' }, 500)).toBeUndefined();
    for (const fine of [{ tickets: [] }, { error: null, tickets: [] }, [], null, 'text']) {
      expect(kindOf('/events/tickets', fine)).toBeUndefined();
    }
  });

  it('ends a reading whose account is refused twice', async () => {
    rig.simulator().switches.set({ faults: [{ kind: 'status', status: 403, path: '/events/tickets', times: 2 }] });
    await expect(rig.read('tickets', of(EVENTS.gala))).rejects.toMatchObject({ kind: 'auth' });
  });

  it('is no reason for wrong hopes when nobody answers', async () => {
    const source = rig.source('tickets', { ...of(EVENTS.gala), origin: 'http://127.0.0.1:1/api' });
    await expect(readDataset(source)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'POST /seller/login: no connection',
    });
  });

  it('never shows token or password', async () => {
    const errors = [await caught(rig.read('tickets', of('1'))), await caught(rig.read('events', wrongPassword()))];
    for (const kind of ['wrong-shape', 'html', 'dropped'] as const) {
      for (const path of ['/events/tickets', '/seller/login']) {
        rig.simulator().switches.set({ faults: [{ kind, path, times: 20 }] });
        errors.push(await caught(rig.read('tickets', of(EVENTS.gala))));
      }
    }
    const shown = errors.map((error) => inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).join();
    expect(shown).not.toContain('planted-wrong');
    expect(shown).not.toContain(rig.simulator().credentials.password);
    expect(shown).not.toMatch(/bearer|[0-9a-f]{40}/i);
  });
});

describe('checking an account of Oveit', () => {
  const check = async (credentials: Readonly<Record<string, string>>) => {
    const http = createHttp({ trusted: [rig.simulator().origin], now: () => new Date() });
    const signal = AbortSignal.timeout(10_000);
    const baseUrl = rig.simulator().origin;
    await checkCredentials({ http, provider: oveit({}), credentials, baseUrl, signal, now: new Date() });
    await http.close();
  };

  it('takes a log-in and one short list', async () => {
    const before = rig.calls().length;
    await check(rig.simulator().credentials);
    expect(rig.calls().slice(before)).toEqual(['/seller/login', '/seller/events']);
    await expect(check(wrongPassword().credentials)).rejects.toMatchObject({ kind: 'auth' });
  });
});
