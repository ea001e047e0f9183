import { CHUNK_COLUMNS, CHUNK_ROWS } from '../wire.ts';
import type { CellsView, PersonView, RunView, StartView, WorkbookView } from '../wire.ts';

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

/** The tab and the cells in front of the person. */
export type Selection = { sheetId: number; a1: string };

export const readMenu = (viewer: Viewer, selection: Selection): Promise<RunView> =>
  read('playground/menu', send({ ...viewer, selection }));

export const chooseMenuItem = (viewer: Viewer, selection: Selection, functionName: string): Promise<RunView> =>
  read('playground/choose', send({ ...viewer, selection, functionName }));

/** google.script.run. */
export const runFunction = (viewer: Viewer, selection: Selection, name: string, args: unknown): Promise<RunView> =>
  read('playground/run', send({ ...viewer, selection, name, args }));

/** Sets or removes (`none`) a person's role. */
export const sharePerson = (viewer: Viewer, email: string, role: PersonView['role'] | 'none'): Promise<unknown> =>
  read('playground/share', send({ ...viewer, email, role }));

/** Types into a cell. */
export const enterText = (
  viewer: Viewer,
  cell: { sheetId: number; row: number; column: number },
  text: string,
): Promise<unknown> => read('playground/enter', send({ ...viewer, ...cell, text }));

/** Inserts a blank column before this one. */
export const insertColumn = (viewer: Viewer, place: { sheetId: number; column: number }): Promise<unknown> =>
  read('playground/insert-column', send({ ...viewer, ...place }));

/** Sorts all rows below the frozen ones. */
export const sortTab = (
  viewer: Viewer,
  sorting: { sheetId: number; column: number; order: 'ASCENDING' | 'DESCENDING' },
): Promise<unknown> => read('playground/sort', send({ ...viewer, ...sorting }));

/** Calls back when the spreadsheet changed; returns the end of it. */
export function watch(viewer: Viewer, onChange: () => void): () => void {
  const source = new EventSource(`playground/events?${query(viewer)}`);
  source.addEventListener('change', onChange);
  return () => source.close();
}
