/** A tag added with `addMetaTag`. */
export type MetaTag = { name: string; content: string };

/** @see https://developers.google.com/apps-script/reference/html/html-output#addMetaTag(String,String) */
export const ALLOWED_META = [
  'apple-mobile-web-app-capable',
  'google-site-verification',
  'mobile-web-app-capable',
  'viewport',
] as const;

/** Comments and elements whose content is text, so that a tag written in a script is not taken for one; then meta tags. */
const PARTS = /<!--[\s\S]*?-->|<(script|style|textarea|title)\b[\s\S]*?<\/\1\s*>|<meta\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** The page as Google serves it: meta tags of its own are ignored, those that were added with `addMetaTag` stand in the head. */
export function servedPage(html: string, tags: readonly MetaTag[]): string {
  const own = html.replace(PARTS, (part) => (/^<meta\b/i.test(part) ? '' : part));
  const added = tags.map(({ name, content }) => `<meta name="${name}" content="${escaped(content)}">`).join('');
  if (!added) return own;
  return /<head\b[^>]*>/i.test(own) ? own.replace(/<head\b[^>]*>/i, (head) => head + added) : added + own;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
