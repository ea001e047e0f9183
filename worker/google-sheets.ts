import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from './config.ts';
import { ConfigError } from './config.ts';
import { callLine } from './db/call-line.ts';
import type { ReadList } from './audiences/shared-lists.ts';
import type { Database } from './db/connection.ts';
import { clearUnshared, markUnshared } from './db/lost-access.ts';
import { estimateSheet, type EstimatePlace } from './estimate-sheet.ts';
import type { Log } from './log.ts';
import type { Proofs } from './security/link.ts';
import type { ReadColumn } from './provider-access.ts';
import { createSheetsClient, type SheetsClient } from './sheets/client.ts';
import { readCopies, type CopiesFound } from './sheets/copies/read-copies.ts';
import { tellCopies } from './sheets/copies/tell-copies.ts';
import type { Estimate } from './sheets/estimate.ts';
import { readInputColumn } from './sheets/input-column.ts';
import { readProof, removeProof } from './sheets/proof.ts';
import { publish } from './sheets/publish.ts';
import type { PublishContent, Published, PublishTarget } from './sheets/publish-options.ts';
import { createSheetsLimits } from './sheets/quota.ts';
import type { StatusLine } from './sheets/status-tab/plan.ts';
import { removeStatusLine, writeStatus } from './sheets/status-tab/status.ts';
import { readList } from './sheets/read-list.ts';
import type { Refusal } from './sheets/transport.ts';
import { createWriter, type Writer } from './sheets/writer.ts';

/** Makes rows the content of a tab, through this deployment's writer. */
export type Publish = (options: Omit<PublishTarget, 'client'> & PublishContent) => Promise<Published>;

/** Writes the line of a report in the tab "Willcall". @returns null, or why it could not be written. */
export type WriteStatus = (
  spreadsheetId: string,
  line: StatusLine,
  call: { readonly signal: AbortSignal; readonly before: () => Promise<void> },
) => Promise<Error | null>;

/** Takes the line of a report out of the tab "Willcall"; best effort, after the answer. */
export type RemoveStatus = (spreadsheetId: string, reportId: string) => void;

/** Lists that came along when a spreadsheet was copied. */
export type Copies = {
  /** Those nobody has set up in it. `googleId`: Google's id of the spreadsheet. @throws SheetError */
  read(googleId: string): Promise<CopiesFound>;
  /** Says in the spreadsheet that they are not refreshed; best effort, after the answer. */
  tell(googleId: string): void;
};

export type EstimateSheet = (place: EstimatePlace, signal: AbortSignal) => Promise<Estimate>;

/** The one way to Google Sheets: one writer, one pace for all processes. */
export type GoogleSheets = {
  readonly writerEmail: string;
  readonly proofs: Proofs;
  readonly publish: Publish;
  readonly writeStatus: WriteStatus;
  readonly estimate: EstimateSheet;
  readonly removeStatus: RemoveStatus;
  readonly copies: Copies;
  readonly readColumn: ReadColumn;
  readonly readList: ReadList;
  /** For looking for people in tabs, and erasing them there. */
  readonly client: SheetsClient;
};

type Parts = { config: Config; db: Database; log: Log };

/** @throws ConfigError when the writer's account cannot be opened. */
export async function openGoogleSheets({ config, db, log }: Parts): Promise<GoogleSheets> {
  const writer = await openWriter(config);
  const sleep = async (ms: number, signal?: AbortSignal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  };
  const limits = createSheetsLimits({
    line: callLine(db),
    writer: writer.email,
    project: writer.email.split('@')[1] ?? writer.email,
    sleep,
    onWait: (ms, kind) => log.debug({ waitMs: ms, kind }, 'waiting for Google Sheets'),
  });
  const client = createSheetsClient({
    origin: config.GOOGLE_SHEETS_ORIGIN,
    facts: config.GOOGLE_SHEETS_FACTS,
    auth: writer,
    limits,
    sleep,
    now: Date.now,
    log,
    onRefused: async (googleId, refusal) => await noteRefusal({ db, log }, googleId, refusal),
  });
  return {
    client,
    writerEmail: writer.email,
    proofs: {
      read: async (googleId, key) => await readProof(client, googleId, key, { urgent: true }),
      remove: async (googleId, key) => await removeProof(client, googleId, key, { urgent: true }),
    },
    async publish(options) {
      const published = await publish({ ...options, client });
      await clearUnshared(db, options.spreadsheetId);
      return published;
    },
    writeStatus: async (spreadsheetId, line, call) => await writeStatus(client, spreadsheetId, line, call),
    estimate: async (place, signal) => await estimateSheet(client, place, signal),
    removeStatus: (spreadsheetId, reportId) => void removeStatus({ client, log }, spreadsheetId, reportId),
    copies: {
      read: async (googleId) => await readCopies(client, googleId, { urgent: true }),
      tell: (googleId) => void tellOfCopies({ client, log }, googleId),
    },
    readColumn: async (at, signal) => await readInputColumn(client, at, { signal, urgent: true }),
    readList: async (wanted) => await readList(client, wanted, { urgent: true, signal: AbortSignal.timeout(LIST_MS) }),
  };
}

/** A spreadsheet that can be read but not written is shared for looking only. */
const whyOf = ({ kind, call }: Refusal) => (kind === 'gone' ? 'gone' : call === 'write' ? 'view-only' : 'removed');

async function noteRefusal({ db, log }: { db: Database; log: Log }, googleId: string, refusal: Refusal): Promise<void> {
  await markUnshared(db, googleId, whyOf(refusal), new Date()).catch((err: unknown) => {
    log.warn({ err }, 'lost access to a spreadsheet was not noted');
  });
}

/** People with a phone wait for it. */
const LIST_MS = 60_000;

/** Nobody waits for it. */
const REMOVAL_MS = 60_000;

async function removeStatus(
  { client, log }: { client: SheetsClient; log: Log },
  spreadsheetId: string,
  reportId: string,
): Promise<void> {
  const call = { signal: AbortSignal.timeout(REMOVAL_MS) };
  const place = { spreadsheetId, reportId };
  const problem = await removeStatusLine(client, place, call).catch((error: unknown) => error);
  if (problem !== null) log.info({ reportId, err: problem }, 'the status line was not removed');
}

export async function tellOfCopies(
  { client, log }: { client: SheetsClient; log: Log },
  spreadsheetId: string,
): Promise<void> {
  const call = { signal: AbortSignal.timeout(REMOVAL_MS) };
  await tellCopies(client, spreadsheetId, call).catch((err: unknown) => {
    log.info({ err }, 'copied tabs were not marked as such');
  });
}

/** @throws ConfigError when the writer's account cannot be opened. */
export async function openWriter(config: Config): Promise<Writer> {
  const { GOOGLE_WRITER_KEY_FILE: keyFile, GOOGLE_WRITER_IMPERSONATE: email, GOOGLE_IAM_ORIGIN: origin } = config;
  try {
    return await createWriter({ keyFile, impersonate: email === undefined ? undefined : { email, origin } });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    const setting =
      keyFile === undefined && email !== undefined ? 'GOOGLE_WRITER_IMPERSONATE' : 'GOOGLE_WRITER_KEY_FILE';
    throw new ConfigError(`${setting}: the Google account that edits sheets cannot be used. ${reason}`, { cause });
  }
}
