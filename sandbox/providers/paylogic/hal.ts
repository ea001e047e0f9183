/** A JSON object of an answer. */
export type Json = Record<string, unknown>;

export type Link = { readonly href: string };

/** Turns a path of the stand-in into a link; links begin with the address the caller used. */
export type LinkTo = (path: string) => Link;

export function linksFrom(url: string): LinkTo {
  const { origin } = new URL(url);
  return (path) => ({ href: `${origin}${path}` });
}

/** `self`, `profile` and the abbreviation of the `shop:` relations, which every resource has. */
export function commonLinks(link: LinkTo, path: string, profile: string): Json {
  return {
    self: link(path),
    profile: link(`/profiles/${profile}`),
    curies: [{ name: 'shop', ...link('/rels/{rel}'), templated: true }],
  };
}
