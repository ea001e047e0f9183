import type { ProviderFault } from './provider-faults.ts';

const ALTERING = ['oversize', 'extra-members', 'nulls', 'emptied', 'repeated'] as const;

/** A fault that is made of the ordinary answer. */
export type AlteringFault = Extract<ProviderFault, { kind: (typeof ALTERING)[number] }>;

export const isAltering = (fault: ProviderFault): fault is AlteringFault =>
  ALTERING.some((kind) => kind === fault.kind);

/** The answer as the fault wants it; `earlier` is the text this path answered before. What is no JSON stays. */
export async function alterAnswer(answer: Response, fault: AlteringFault, earlier: string | undefined) {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete('Content-Length');
  return new Response(alteredText(text, fault, earlier), { status: answer.status, headers });
}

function alteredText(text: string, fault: AlteringFault, earlier: string | undefined): string {
  switch (fault.kind) {
    case 'oversize':
      return text + ' '.repeat(Math.max(0, fault.bytes - Buffer.byteLength(text)));
    case 'repeated':
      return earlier ?? text;
    case 'extra-members':
      return rewritten(text, grown);
    case 'nulls':
      return rewritten(text, nullFor(new RegExp(fault.keep)));
    case 'emptied':
      return rewritten(text, emptied);
  }
}

type Rewrite = (value: unknown, name: string) => unknown;

function rewritten(text: string, rewrite: Rewrite): string {
  try {
    return JSON.stringify(JSON.parse(text, (name, value: unknown) => rewrite(value, name)));
  } catch {
    return text;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts by language may have any language. */
const grown: Rewrite = (value) =>
  isObject(value) && !Object.keys(value).every((name) => /^[a-z]{2}$/.test(name))
    ? { ...value, member_of_tomorrow: 'new' }
    : value;

/** Members of lists are not members with a name. */
const nullFor =
  (keep: RegExp): Rewrite =>
  (value, name) =>
    typeof value === 'string' && !/^\d*$/.test(name) && !keep.test(name) ? null : value;

const emptied: Rewrite = (value, name) => {
  if (Array.isArray(value)) return [];
  return typeof value === 'number' && /^(total|item_count)$/.test(name) ? 0 : value;
};

/** The last answer of each path, kept while somebody `wants` it. */
export function rememberedAnswers(wants: () => boolean) {
  const answers = new Map<string, string>();
  return {
    of: (path: string) => answers.get(path),
    async remember(path: string, answer: Response): Promise<void> {
      if (!wants()) return answers.clear();
      if (answer.ok && answer.body) answers.set(path, await answer.clone().text());
    },
  };
}
