import { describe, expect, it } from 'vitest';
import { outsideOf, type Inside } from '../../../addon/sidebar/outside.ts';
import type { PeopleWithAccess } from '../../../addon/sheet-context.ts';

const INSIDE: Inside = { me: 'ben@example.org', writer: 'writer@willcall.example', members: [], domains: [] };

const people = (rest: Partial<PeopleWithAccess>): PeopleWithAccess => ({
  owner: 'owner@example.org',
  editors: [],
  viewers: [],
  ...rest,
});

describe('who is outside', () => {
  it('is whoever has an address of another domain than the owner, once, in whatever case', () => {
    const shared = people({ editors: ['ANNA@Press.example', 'eva@Example.org'], viewers: ['anna@press.example'] });
    expect(outsideOf(shared, INSIDE)).toEqual({ domain: 'example.org', people: ['anna@press.example'] });
  });

  it('is neither the team, nor an approved domain, nor Willcall, nor the one who looks', () => {
    const shared = people({
      editors: ['writer@willcall.example', 'me@other.example', 'a@hall.example', 'b@door.example'],
    });
    const inside = { ...INSIDE, me: 'me@other.example', members: ['B@door.example'], domains: ['hall.example'] };
    expect(outsideOf(shared, inside).people).toEqual([]);
  });

  it.each(['owner@gmail.com', 'owner@googlemail.com', 'owner@GMX.de'])('is everybody else for %s', (owner) => {
    const [, domain = ''] = owner.toLowerCase().split('@');
    const shared = people({ owner, viewers: [`somebody@${domain}`] });
    expect(outsideOf(shared, INSIDE)).toEqual({ domain: null, people: [`somebody@${domain}`] });
  });

  it('is told by the domain of the one who looks where the file has no owner, as in a shared drive', () => {
    const shared = people({ owner: null, editors: ['eva@example.org', 'anna@press.example'] });
    expect(outsideOf(shared, INSIDE)).toEqual({ domain: 'example.org', people: ['anna@press.example'] });
  });
});
