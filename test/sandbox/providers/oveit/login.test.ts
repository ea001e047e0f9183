import { describe, expect, it } from 'vitest';
import { handClock, post, seller } from './seller.ts';

const DAY = 86_400;

describe('logging in', () => {
  it('gives a token for 48 hours, and a seller_id with a blank at the end of its name', async () => {
    const { oveit } = await seller();
    expect(await post(oveit, 'seller/login', oveit.credentials)).toEqual({
      status: 200,
      body: {
        token: expect.stringMatching(/^[0-9a-f]{40}$/),
        user: {
          id: 19_204,
          email: 'admin@harbour-hall.example.org',
          'seller_id ': 8812,
          role: 'seller',
          role_acl_type: 'owner',
          role_acl_name: 'Owner',
          permissions: ['api', 'rfid_pairing'],
        },
        expires_at: '2026-11-23 12:00:00',
        expires_in: 172_800,
      },
    });
    oveit.switches.set({ sellerIdKey: 'seller_id' });
    expect((await post(oveit, 'seller/login', oveit.credentials)).body).toMatchObject({ user: { seller_id: 8812 } });
  });

  it('is refused with status 200, in the language asked for', async () => {
    const { oveit } = await seller();
    const wrong = { ...oveit.credentials, password: 'guess' };
    const answer = async (language: string) => post(oveit, 'seller/login', wrong, { 'Accept-Language': language });
    expect(await answer('en')).toEqual({ status: 200, body: { error: 'Wrong e-mail address or password' } });
    expect((await answer('nl-NL,de;q=0.8')).body).toEqual({ error: 'E-mailadres of wachtwoord onjuist' });
    expect((await answer('pt, fr')).body).toEqual({ error: 'Adresse ou mot de passe incorrect' });
    const nothing = await post(oveit, 'seller/login', { email: 'x' });
    expect(nothing).toEqual({ status: 200, body: { error: 'A parameter is missing (password)' } });
  });
});

describe('a token', () => {
  it('is a parameter or a Bearer header; without one, or with another, 403', async () => {
    const { oveit, token } = await seller();
    const status = async (parameters = {}, headers = {}) =>
      (await post(oveit, 'seller/events', parameters, headers)).status;
    expect(await status({ token })).toBe(200);
    expect(await status({}, { Authorization: `Bearer ${token}` })).toBe(200);
    expect(await status()).toBe(403);
    expect(await status({ token: 'x' })).toBe(403);
    expect(await status({}, { Authorization: `Basic ${token}` })).toBe(403);
    expect((await post(oveit, 'seller/events')).body).toEqual({ error: 'Please log in' });
  });

  it('lives 48 hours from its last use', async () => {
    const clock = handClock();
    const { ask } = await seller({ now: clock.now });
    for (const days of [1.9, 1.9, 1.9]) {
      clock.pass(days * DAY);
      expect((await ask('seller/events')).status).toBe(200);
    }
    clock.pass(2 * DAY);
    expect((await ask('seller/events')).status).toBe(403);
  });

  it('or from the login when told so', async () => {
    const clock = handClock();
    const { ask } = await seller({ now: clock.now, switches: { slidingToken: false, tokenSeconds: 60 } });
    clock.pass(40);
    expect((await ask('seller/events')).status).toBe(200);
    clock.pass(40);
    expect((await ask('seller/events')).status).toBe(403);
  });

  it('or for a few calls, so that it dies in the middle of reading', async () => {
    const { oveit, ask } = await seller({ switches: { callsPerToken: 2 } });
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await ask('seller/events')).status);
    expect(statuses).toEqual([200, 200, 403]);
    const { body } = await post(oveit, 'seller/login', oveit.credentials);
    expect(body).toHaveProperty('token');
  });
});

describe('parameters', () => {
  const send = async (url: string, init: RequestInit) => (await fetch(url, { method: 'POST', ...init })).json();

  it('come in a form, in JSON or in the query; the body wins', async () => {
    const { oveit, token } = await seller();
    const url = `${oveit.origin}/events/tickets`;
    const json = { 'Content-Type': 'application/json; charset=utf-8' };
    const found = { tickets: expect.any(Array) };
    const form = new FormData();
    form.set('token', token);
    form.set('id', '41207');
    expect(await send(url, { body: new URLSearchParams({ token, id: '41207' }) })).toEqual(found);
    expect(await send(url, { body: form })).toEqual(found);
    expect(await send(url, { body: JSON.stringify({ token, id: 41_207 }), headers: json })).toEqual(found);
    expect(await send(`${url}?token=${token}&id=41207`, {})).toEqual(found);
    expect(await send(`${url}?token=${token}&id=1`, { body: new URLSearchParams({ id: '41207' }) })).toEqual(found);
    expect(await send(`${url}?token=${token}&id=41207`, { body: new URLSearchParams({ id: '1' }) })).toEqual({
      error: 'Event not found',
    });
    expect(await send(url, { body: '{', headers: json })).toEqual({ error: 'A parameter is wrong (body)' });
  });

  it('may be taken from some of these only', async () => {
    const { oveit, token } = await seller({ switches: { encodings: ['form'] } });
    expect((await fetch(`${oveit.origin}/seller/events?token=${token}`, { method: 'POST' })).status).toBe(403);
    expect((await post(oveit, 'seller/events', { token })).status).toBe(200);
  });

  it('nobody knows are ignored, or refused when told so', async () => {
    const { oveit, ask } = await seller();
    expect((await ask('seller/events', { page: 2 })).body).toHaveProperty('events');
    oveit.switches.set({ unknownParameters: 'refuse' });
    expect((await ask('seller/events', { page: 2 })).body).toEqual({ error: 'A parameter is wrong (page)' });
  });

  it('are in the log, secrets left out', async () => {
    const { oveit, ask } = await seller();
    await ask('events/tickets', { id: 1, token: 'x' });
    expect(oveit.calls).toEqual([
      { path: '/api/seller/login', parameters: { email: 'admin@harbour-hall.example.org' } },
      { path: '/api/events/tickets', parameters: { id: '1' } },
    ]);
    expect(oveit.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'POST /api/seller/login 200',
      'POST /api/events/tickets 403',
    ]);
  });

  it('every call is a POST', async () => {
    const { oveit } = await seller();
    expect((await fetch(`${oveit.origin}/seller/events`)).status).toBe(405);
    expect((await post(oveit, 'seller/nothing')).status).toBe(404);
  });
});
