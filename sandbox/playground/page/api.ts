import type { Edit } from '../editing/edit.ts';
import { CHUNK_COLUMNS, CHUNK_ROWS } from '../wire.ts';
import type {
  CellsView,
  Edited,
  FilterValue,
  FileView,
  LinkRole,
  PersonView,
  RunView,
  StageView,
  StartView,
  WorkbookView,
} from '../wire.ts';

import type { Box } from './grid/selection.ts';

/** Who looks at which spreadsheet; part of every request. */
export type Viewer = { spreadsheetId: string; user: string };

/** A refusal of the playground's server, in words for the person in front of it. */
export class RequestFailed extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RequestFailed';
    this.status = status;
  }
}

async function request(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(path, init);
  const body: unknown = await response.json();
  if (response.ok) return body;
  const known = typeof body === 'object' && body !== null && 'error' in body;
  throw new RequestFailed(response.status, known ? String(body.error) : `The playground answered ${response.status}.`);
}

// The server is the other half of this program and speaks the types of wire.ts.
async function read<View>(path: string, init?: RequestInit): Promise<View> {
  return (await request(path, init)) as View;
}

function send(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function query(values: Record<string, string | number>): string {
  return new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)])).toString();
}

export const readStart = (): Promise<StartView> => read('playground/start');

export const readWorkbook = (viewer: Viewer): Promise<WorkbookView> => read(`playground/workbook?${query(viewer)}`);

/** The chunk of cells that begins at a row and column. */
export function readCells(
  viewer: Viewer,
  place: { sheetId: number; row: number; column: number },
  signal: AbortSignal,
): Promise<CellsView> {
  return read(`playground/cells?${query({ ...viewer, ...place, rows: CHUNK_ROWS, columns: CHUNK_COLUMNS })}`, {
    signal,
  });
}

/** A block as text for the clipboard. */
export const readText = (viewer: Viewer, block: { sheetId: number } & Box): Promise<{ text: string }> =>
  read(`playground/text?${query({ ...viewer, ...block })}`);

/** What the filter of a column can show and hide. */
export const readFilterValues = (
  viewer: Viewer,
  place: { sheetId: number; column: number },
): Promise<{ values: FilterValue[]; hasMore: boolean }> =>
  read(`playground/filter-values?${query({ ...viewer, ...place })}`);

/** The tab and the cells in front of the person, and the person's language. */
export type Acting = { selection: { sheetId: number; a1: string }; userLocale: string };

export const readMenu = (viewer: Viewer, acting: Acting): Promise<RunView> =>
  read('playground/menu', send({ ...viewer, ...acting }));

export const chooseMenuItem = (viewer: Viewer, acting: Acting, functionName: string): Promise<RunView> =>
  read('playground/choose', send({ ...viewer, ...acting, functionName }));

/** google.script.run. */
export const runFunction = (viewer: Viewer, acting: Acting, name: string, args: unknown): Promise<RunView> =>
  read('playground/run', send({ ...viewer, ...acting, name, args }));

/** Sets or removes (`none`) a person's role. */
export const sharePerson = (viewer: Viewer, email: string, role: PersonView['role'] | 'none'): Promise<unknown> =>
  read('playground/share', send({ ...viewer, email, role }));

/** Says what anybody with the link may do. */
export const shareByLink = (viewer: Viewer, link: LinkRole): Promise<unknown> =>
  read('playground/share-link', send({ ...viewer, link }));

/** Changes the tab. */
export const makeEdit = (viewer: Viewer, sheetId: number, edit: Edit): Promise<Edited> =>
  read('playground/edit', send({ ...viewer, sheetId, edit }));

/** Takes the person's last edit back. */
export const takeBack = (viewer: Viewer, sheetId: number): Promise<Edited> =>
  read('playground/undo', send({ ...viewer, sheetId }));

type Made = { spreadsheetId: string };

export const readFiles = (user: string): Promise<{ files: FileView[] }> => read(`playground/files?${query({ user })}`);

export const makeFile = (user: string): Promise<Made> => read('playground/new-file', send({ user }));

export const copyFile = (viewer: Viewer, title: string, withPeople: boolean): Promise<Made> =>
  read('playground/copy-file', send({ ...viewer, title, withPeople }));

/** A blank demo spreadsheet. */
export const renewDemo = (): Promise<Made> => read('playground/fresh-demo', send({}));

export const readStage = (spreadsheetId: string): Promise<StageView> =>
  read(`playground/stage?${query({ spreadsheetId })}`);

export const setTrouble = (spreadsheetId: string, id: string, isOn: boolean): Promise<StageView> =>
  read('playground/stage', send({ spreadsheetId, id, isOn }));

export const bringAbout = (spreadsheetId: string, id: string): Promise<StageView> =>
  read('playground/stage/moment', send({ spreadsheetId, id }));

export const clearStage = (spreadsheetId: string): Promise<StageView> =>
  read('playground/stage/clear', send({ spreadsheetId }));

/** Calls back when the spreadsheet changed; returns the end of it. */
export function watch(viewer: Viewer, onChange: () => void): () => void {
  const source = new EventSource(`playground/events?${query(viewer)}`);
  source.addEventListener('change', onChange);
  return () => source.close();
}
