import { createSharingRules } from '../../../../sandbox/google/sharing-rules.ts';
import {
  bestRole,
  demandRole,
  type Files,
  type Permission,
  type SandboxFile,
} from '../../../../sandbox/google/files.ts';
import { permissionIdOf } from '../../../../sandbox/google/drive/resources.ts';

type Kept = Omit<SandboxFile, 'workbook'>;

function shown(kept: Kept): SandboxFile {
  return {
    ...kept,
    get workbook(): never {
      throw new Error('These files have no contents.');
    },
  };
}

/** Files without contents, newest first, each a second younger than the one before. */
export function memoryFiles(): Files {
  const kept = new Map<string, Kept>();
  let clock = Date.UTC(2026, 8, 27);
  const change = (id: string, changes: Partial<Kept>) => {
    const file = kept.get(id);
    if (file) kept.set(id, { ...file, ...changes, modifiedTime: (clock += 1000) });
  };
  const add = (owner: string, title: string, parents: readonly string[] = []) => {
    const id = `file-${kept.size + 1}`;
    const createdTime = (clock += 1000);
    const own: Permission = { id: permissionIdOf('user', owner), type: 'user', role: 'owner', emailAddress: owner };
    const times = { createdTime, modifiedTime: createdTime };
    const file = { id, title, owner, parents, trashed: false, ...times, permissions: [own] };
    kept.set(id, file);
    return shown(file);
  };
  const roleOf = (id: string, email: string) => bestRole(kept.get(id)?.permissions ?? [], email);
  return {
    create: (owner, title, options) => add(owner, title, options?.parents),
    copy: (_, owner, title, options) => add(owner, title, options?.parents),
    get(id) {
      const file = kept.get(id);
      return file && shown(file);
    },
    list: (email) =>
      [...kept.values()]
        .filter((file) => file.permissions.some((line) => line.emailAddress === email))
        .map(shown)
        .toReversed(),
    rename: (id, title) => change(id, { title }),
    setTrashed: (id, trashed) => change(id, { trashed }),
    setParents: (id, parents) => change(id, { parents }),
    setPermissions: (id, permissions) =>
      change(id, { permissions, owner: permissions.find(({ role }) => role === 'owner')?.emailAddress ?? '' }),
    delete: (id) => void kept.delete(id),
    roleOf,
    open(actor, id, need) {
      const file = kept.get(id);
      demandRole(roleOf(id, actor.email), need, file !== undefined);
      if (!file) throw new Error('demandRole lets no missing file pass.');
      return shown(file).workbook;
    },
    onChange: () => () => undefined,
    sharing: createSharingRules(),
    flush: () => undefined,
  };
}
