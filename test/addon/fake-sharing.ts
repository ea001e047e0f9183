import { randomUUID } from 'node:crypto';
import {
  AudienceChange,
  AudienceInput,
  ShareLinkInput,
  type Audience,
  type ShareLink,
} from '../../shared/audiences.ts';

/** Lists for others and links to them that a fake worker knows. */
export type SharingState = { lists: Map<string, Audience>; links: Map<string, ShareLink> };

const AT = '2027-04-01T12:00:00.000Z';

export const createSharing = (): SharingState => ({ lists: new Map(), links: new Map() });

export function addList({ lists }: SharingState, reportId: string, input: AudienceInput): Audience {
  const list: Audience = {
    id: randomUUID(),
    reportId,
    name: input.name,
    columns: input.columns ?? [],
    consentColumn: input.consentColumn ?? null,
    destination: input.destination ?? null,
    publishedAt: null,
    rows: null,
    sheetId: null,
    problem: null,
    liveLinks: 0,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
  };
  lists.set(list.id, list);
  return list;
}

export function addLink({ lists, links }: SharingState, audienceId: string, input: ShareLinkInput): ShareLink {
  const list = lists.get(audienceId);
  const link: ShareLink = {
    id: randomUUID(),
    audienceId,
    audience: list?.name ?? '',
    reportId: list?.reportId ?? '',
    report: 'Tickets',
    name: input.name,
    state: 'live',
    expiresAt: input.expiresAt ?? '2027-05-15T22:00:00.000Z',
    createdAt: AT,
    createdBy: 'owner@example.org',
    revokedAt: null,
    lastOpenedAt: null,
  };
  links.set(link.id, link);
  return link;
}

function change({ lists }: SharingState, id: string, body: unknown): Audience | undefined {
  const list = lists.get(id);
  const { name, columns, consentColumn, destination } = AudienceChange.parse(body);
  if (!list) return undefined;
  const changed: Audience = {
    ...list,
    ...(name && { name }),
    ...(columns && { columns }),
    ...(consentColumn !== undefined && { consentColumn }),
    ...(destination !== undefined && { destination }),
    version: list.version + 1,
  };
  lists.set(id, changed);
  return changed;
}

const of = <T>(things: ReadonlyMap<string, T>, isIt: (thing: T) => boolean): T[] => [...things.values()].filter(isIt);

/** By "METHOD path-with-:id". */
export const SHARING_ROUTES: Record<string, (state: SharingState, id: string, body: unknown) => unknown> = {
  'GET /v1/reports/:id/audiences': ({ lists }, id) => ({ audiences: of(lists, ({ reportId }) => reportId === id) }),
  'POST /v1/reports/:id/audiences': (state, id, body) => addList(state, id, AudienceInput.parse(body)),
  'PATCH /v1/audiences/:id': change,
  'DELETE /v1/audiences/:id': ({ lists }, id) => ({ deleted: lists.delete(id) }),
  'GET /v1/links': ({ links }) => ({ links: [...links.values()] }),
  'GET /v1/audiences/:id/links': ({ links }, id) => ({ links: of(links, ({ audienceId }) => audienceId === id) }),
  'POST /v1/audiences/:id/links': (state, id, body) => ({
    link: addLink(state, id, ShareLinkInput.parse(body)),
    address: 'https://willcall.example.org/s#0b8f2c1e.not-a-real-secret',
  }),
  'DELETE /v1/links/:id': ({ links }, id) => {
    const link = links.get(id);
    if (link) links.set(id, { ...link, state: 'revoked', revokedAt: AT });
    return links.get(id);
  },
};
