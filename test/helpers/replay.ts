/** Plays recorded request/response pairs (VCR cassettes in JSON) against a server and compares the answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Interaction = z.object({
  request: z.object({
    method: z.string(),
    uri: z.string(),
    body: z.string().nullish(),
    headers: z.record(z.string(), z.array(z.string())),
  }),
  response: z.object({
    status: z.object({ code: z.number() }),
    body: z.looseObject({ string: z.string().optional() }),
  }),
});

const Cassette = z.object({ interactions: z.array(Interaction) });
type Interaction = z.infer<typeof Interaction>;

export type Difference = {
  readonly cassette: string;
  readonly index: number;
  readonly request: string;
  readonly body: string;
  readonly at: string;
  readonly expected: unknown;
  readonly got: unknown;
};

export type Report = {
  readonly played: number;
  readonly equal: number;
  /** Answered 501: not counted as played. */
  readonly unsupported: number;
  readonly differences: readonly Difference[];
};

const idKeys = new Set([
  'id',
  'spreadsheetId',
  'sheetId',
  'protectedRangeId',
  'namedRangeId',
  'filterViewId',
  'metadataId',
  'bandedRangeId',
  'sourceSheetId',
  'destinationSpreadsheetId',
]);

/** Moments and links that no second server can repeat. */
const passing = new Set(['createdTime', 'modifiedTime', 'modifiedByMeTime', 'nextPageToken', 'etag', 'webViewLink']);

type Ids = Map<string, unknown>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The recorded text with the ids this server gave instead. Short ids such as sheet 0 are not texts to replace. */
function translated(text: string, ids: Ids): string {
  let result = text;
  for (const [recorded, own] of ids) if (recorded.length > 4) result = result.replaceAll(recorded, String(own));
  return result;
}

function compareIds(key: string, recorded: unknown, own: unknown, ids: Ids): boolean {
  const name = String(recorded);
  if (name.length <= 4) return recorded === own;
  if (!ids.has(name)) ids.set(name, own);
  return String(ids.get(name)) === String(own) && key !== '';
}

type Found = Omit<Difference, 'cassette' | 'index' | 'request' | 'body'>;

function listDifference(
  recorded: readonly unknown[],
  own: readonly unknown[],
  ids: Ids,
  path: string,
): Found | undefined {
  if (recorded.length !== own.length) return { at: path, expected: recorded, got: own };
  for (const [index, one] of recorded.entries()) {
    const found = difference(one, own[index], ids, `${path}[${index}]`);
    if (found) return found;
  }
  return undefined;
}

function isSame(recorded: unknown, own: unknown, ids: Ids, path: string): boolean {
  if (isEmail(recorded) && isEmail(own)) return compareIds(path, recorded, own, ids);
  return Object.is(typeof recorded === 'string' ? translated(recorded, ids) : recorded, own);
}

function difference(recorded: unknown, own: unknown, ids: Ids, path: string): Found | undefined {
  if (Array.isArray(recorded) && Array.isArray(own)) return listDifference(recorded, own, ids, path);
  if (isObject(recorded) && isObject(own)) return objectDifference(recorded, own, ids, path);
  return isSame(recorded, own, ids, path) ? undefined : { at: path, expected: recorded, got: own };
}

function objectDifference(recorded: Record<string, unknown>, own: Record<string, unknown>, ids: Ids, path: string) {
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(own)])) {
    if (passing.has(key)) continue;
    const at = `${path}.${key}`;
    if (!(key in recorded) || !(key in own)) return { at, expected: recorded[key], got: own[key] };
    if (idKeys.has(key) && !isObject(recorded[key])) {
      if (!compareIds(key, recorded[key], own[key], ids)) return { at, expected: recorded[key], got: own[key] };
      continue;
    }
    const found = difference(recorded[key], own[key], ids, at);
    if (found) return found;
  }
  return undefined;
}

function isEmail(value: unknown): value is string {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? '' : JSON.parse(text);
  } catch {
    return text;
  }
}

async function send(interaction: Interaction, origin: string, token: string, ids: Ids) {
  const { method, uri, body, headers } = interaction.request;
  const url = translated(uri.replace(/^https:\/\/[^/]+/, origin), ids);
  const type = headers['Content-Type']?.[0] ?? headers['content-type']?.[0];
  return fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'Content-Type': type }) },
    ...(body && method !== 'GET' ? { body: translated(body, ids) } : {}),
  });
}

/** Plays the interactions of one cassette in their order; the server starts without its files. */
async function playOne(
  cassette: string,
  interactions: readonly Interaction[],
  origin: string,
  token: string,
): Promise<Report> {
  const ids: Ids = new Map();
  const differences: Difference[] = [];
  let unsupported = 0;
  for (const [index, interaction] of interactions.entries()) {
    const response = await send(interaction, origin, token, ids);
    const text = await response.text();
    if (response.status === 501) {
      unsupported += 1;
      continue;
    }
    const recorded = { status: interaction.response.status.code, body: parsed(interaction.response.body.string ?? '') };
    const found = difference(recorded, { status: response.status, body: parsed(text) }, ids, '');
    const request = `${interaction.request.method} ${interaction.request.uri}`;
    if (found) differences.push({ cassette, index, request, body: interaction.request.body ?? '', ...found });
  }
  const played = interactions.length - unsupported;
  return { played, equal: played - differences.length, unsupported, differences };
}

/** Plays every `*.json` of the folder. */
export async function replay(folder: string, origin: string, token: string): Promise<Report> {
  const reports: Report[] = [];
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const cassette = Cassette.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    reports.push(await playOne(name, cassette.interactions, origin, token));
  }
  return {
    played: reports.reduce((sum, one) => sum + one.played, 0),
    equal: reports.reduce((sum, one) => sum + one.equal, 0),
    unsupported: reports.reduce((sum, one) => sum + one.unsupported, 0),
    differences: reports.flatMap((one) => one.differences),
  };
}
