import type { PeopleWithAccess } from '../sheet-context.ts';

/** Who is not outside, besides the owner's own domain. Addresses and domains as people write them. */
export type Inside = {
  /** The person who looks. */
  me: string;
  /** Willcall's Google address. */
  writer: string;
  /** Members of the team and domains it approved, as far as this person may know them. */
  members: readonly string[];
  domains: readonly string[];
};

/** `domain`: the owner's organisation; null where there is none, so that everybody else is outside. */
export type Outside = { domain: string | null; people: string[] };

/** Domains everybody can have an address of. */
const PUBLIC = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.nl msn.com yahoo.com yahoo.co.uk yahoo.fr ' +
    'yahoo.de ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de ' +
    't-online.de freenet.de bluewin.ch hispeed.ch orange.fr free.fr laposte.net sfr.fr wanadoo.fr libero.it mail.ru yandex.ru qq.com 163.com'
  ).split(' '),
);

/**
 * Who outside can open a spreadsheet, of those it is shared with by name: not the owner, their organisation, the team, this person or
 * Willcall itself.
 */
export function outsideOf({ owner, editors, viewers }: PeopleWithAccess, inside: Inside): Outside {
  const home = domainOf(owner ?? inside.me);
  const domain = PUBLIC.has(home) || home === '' ? null : home;
  const known = new Set([owner ?? '', inside.me, inside.writer, ...inside.members].map(plain));
  const domains = new Set([...(domain === null ? [] : [domain]), ...inside.domains.map(plain)]);
  const isOutside = (address: string): boolean => !known.has(address) && !domains.has(domainOf(address));
  const all = new Set([...editors, ...viewers].map(plain).filter(Boolean));
  return { domain, people: [...all].filter(isOutside).sort() };
}

const plain = (text: string): string => text.trim().toLowerCase();

const domainOf = (address: string): string => plain(address).split('@')[1] ?? '';
