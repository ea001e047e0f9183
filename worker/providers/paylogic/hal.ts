import { z } from 'zod';
import type { ListAnswer } from '../provider.ts';

/** Any object of an answer. */
export const Json = z.looseObject({});
export type Json = z.infer<typeof Json>;

/** Relation -> a link, a list of links, or an empty list. */
export const Links = z.record(z.string(), z.unknown()).nullish();
type Links = z.infer<typeof Links>;

/** Relation -> a resource, a list of resources, or an empty list. */
export const Embedded = z.record(z.string(), z.unknown()).nullish();

const Link = z.object({ href: z.string().min(1) });

const several = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The addresses a relation leads to; none when it is absent or an empty list. */
export function hrefsOf(links: Links, relation: string): string[] {
  return several(links?.[relation]).flatMap((link) => {
    const parsed = Link.safeParse(link);
    return parsed.success ? [parsed.data.href] : [];
  });
}

/** The first address of a relation. */
export const hrefOf = (links: Links, relation: string): string | null => hrefsOf(links, relation)[0] ?? null;

/** What an address names: `…/tickets/<uid>` is a ticket. */
export function namedBy(href: string | null): { kind: string; uid: string } | null {
  const [, kind = '', uid = ''] = /([a-z-]+)\/([0-9a-f]{32})(?:[?#].*)?$/.exec(href ?? '') ?? [];
  return uid === '' ? null : { kind, uid };
}

/** The uid of the resource a relation leads to. */
export const uidOf = (links: Links, relation: string): string | null => namedBy(hrefOf(links, relation))?.uid ?? null;

const WithEmbedded = z.looseObject({ _embedded: Embedded });

/** The resources embedded under a relation; null when the relation is absent. */
export function embeddedIn(resource: unknown, relation: string): unknown[] | null {
  const parsed = WithEmbedded.safeParse(resource);
  const value = parsed.success ? parsed.data._embedded?.[relation] : undefined;
  return value === undefined || value === null ? null : several(value);
}

const Collection = z.looseObject({
  item_count: z.number().int().min(0).nullish(),
  _links: Links,
  _embedded: Embedded,
});

/**
 * One page of a collection.
 *
 * @throws ZodError when the answer is no collection of this relation.
 */
export function pageOf(body: unknown, relation: string): ListAnswer {
  const { item_count: total, _links, _embedded } = Collection.parse(body);
  const list = _embedded?.[relation];
  // An empty list may be left out; any other answer without it is not what was asked for.
  if (total !== 0) z.union([z.array(z.unknown()), z.looseObject({})]).parse(list);
  return { records: several(list), nextKey: hrefOf(_links, 'next'), ...(typeof total === 'number' && { total }) };
}
