import type { Role, SandboxFile } from './files.ts';

/** Who may share what with whom, beside the roles; kept until the stand-in ends. */
export type SharingRules = {
  /** "Editors can change permissions and share" in the share dialog; it is on unless it was taken away. */
  setWritersCanShare(fileId: string, may: boolean): void;
  /** Whether files of this domain's people may be shared with addresses outside of it; they may unless it was forbidden. */
  setOutsideAllowed(domain: string, isAllowed: boolean): void;
  /** Which rule stands against somebody with this role sharing the file with the address; null: none. */
  refusalOf(file: Pick<SandboxFile, 'id' | 'owner'>, role: Role, email: string): 'owners-only' | 'domain' | null;
};

const domainOf = (email: string) => email.split('@')[1]?.toLowerCase() ?? '';

/** No rule yet. */
export function createSharingRules(): SharingRules {
  const ownersOnly = new Set<string>();
  const closed = new Set<string>();
  const keep = (set: Set<string>, entry: string, isIn: boolean) => void (isIn ? set.add(entry) : set.delete(entry));
  return {
    setWritersCanShare: (fileId, may) => keep(ownersOnly, fileId, !may),
    setOutsideAllowed: (domain, isAllowed) => keep(closed, domain.toLowerCase(), !isAllowed),
    refusalOf({ id, owner }, role, email) {
      if (role !== 'owner' && ownersOnly.has(id)) return 'owners-only';
      const home = domainOf(owner);
      return closed.has(home) && domainOf(email) !== home ? 'domain' : null;
    },
  };
}
