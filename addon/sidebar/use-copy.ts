import { useEffect, useState } from 'preact/hooks';
import type { SpreadsheetCopy } from '../../shared/copies.ts';
import { useApp } from './app-context.ts';
import type { WorkerApi } from './worker-api.ts';

type Known = { readonly id: string; readonly copy: Promise<SpreadsheetCopy | null> };

/** Asked once while the sidebar is open: who goes to a report and back does not wait, and Google is not asked again. */
const known = new WeakMap<Pick<WorkerApi, 'copyOf'>, Known>();
const putOff = new WeakSet<Pick<WorkerApi, 'copyOf'>>();

/** What a spreadsheet is a copy of. Never rejects: whoever cannot tell says nothing, also a worker that does not know of copies. */
export async function copyOf(api: Pick<WorkerApi, 'copyOf'>, id: string): Promise<SpreadsheetCopy | null> {
  const before = known.get(api);
  if (before?.id === id) return await before.copy;
  const copy = api.copyOf(id).catch(() => null);
  known.set(api, { id, copy });
  return await copy;
}

/** Afterwards it is asked anew. */
export function forgetCopy(api: Pick<WorkerApi, 'copyOf'>): void {
  known.delete(api);
}

export type CopyHere = {
  /** Undefined until it is known. */
  readonly copy: SpreadsheetCopy | null | undefined;
  /** Whether somebody said "Not now" since the sidebar was opened. */
  readonly isPutOff: boolean;
  readonly putOff: () => void;
};

/** What this spreadsheet is a copy of. */
export function useCopy(): CopyHere {
  const { api, catalogue } = useApp();
  const id = catalogue.spreadsheet?.id;
  const [copy, setCopy] = useState<SpreadsheetCopy | null>();
  const [isPutOff, setPutOff] = useState(putOff.has(api));
  useEffect(() => {
    if (id === undefined) return;
    let isCurrent = true;
    void copyOf(api, id).then((found) => isCurrent && setCopy(found));
    return () => {
      isCurrent = false;
    };
  }, [api, id]);
  const later = (): void => {
    putOff.add(api);
    setPutOff(true);
  };
  return { copy, isPutOff, putOff: later };
}
