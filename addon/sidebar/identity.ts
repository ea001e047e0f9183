/** Holds the identity token while it lasts; `renewed` asks Google for a new one in place of the one that was refused. */
export type Identity = {
  token: () => Promise<string>;
  renewed: (refused: string) => Promise<string>;
};

/** A token that ends sooner than this is not worth sending. */
const SPARE_MS = 60_000;

/**
 * @param fetchToken asks Google; several callers at once share one question.
 * @param now milliseconds since 1970.
 * @param first a token that is known already; null: there is none yet.
 */
export function createIdentity(
  fetchToken: () => Promise<string>,
  now: () => number,
  first: string | null = null,
): Identity {
  let asked = first === null ? undefined : Promise.resolve(first);
  const ask = (): Promise<string> => {
    const question = fetchToken();
    asked = question;
    question.catch(() => {
      if (asked === question) asked = undefined;
    });
    return question;
  };
  const unless = async (isSpent: (token: string) => boolean): Promise<string> => {
    const question = asked ?? ask();
    const held = await question;
    if (!isSpent(held)) return held;
    return asked && asked !== question ? asked : ask();
  };
  return {
    token: () => unless((held) => endOf(held) - SPARE_MS <= now()),
    renewed: (refused) => unless((held) => held === refused),
  };
}

/** When the token ends, in milliseconds since 1970, read without checking it: the worker checks. Infinity when it does not say. */
function endOf(token: string): number {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const isDated = typeof claims === 'object' && claims !== null && 'exp' in claims;
    return isDated ? Number(claims.exp) * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}
