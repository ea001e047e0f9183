import { createSharedLists } from './audiences/shared-lists.ts';
import { createEventLists } from './choices.ts';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import type { Deps } from './deps.ts';
import type { Erasures } from './erasure/erasures.ts';
import type { GoogleSheets } from './google-sheets.ts';
import type { RunQueue } from './jobs/run-queue.ts';
import { tellDue } from './jobs/tell-status.ts';
import type { Log } from './log.ts';
import type { Post } from './notices/post.ts';
import type { ProviderAccess } from './provider-access.ts';
import { catalogueOf } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import { preflightReport } from './preflight.ts';
import { createQuestions } from './questions.ts';
import { credentialsMisfit } from './report-check.ts';
import { acceptHold, cancelRun, downloadRows, lastRuns, listRuns, readRun, runChanges, startRun } from './runs.ts';
import type { Identity } from './security/identity.ts';
import type { Sealer } from './security/sealing.ts';

type Parts = {
  config: Config;
  db: Database;
  log: Log;
  sealer: Sealer;
  identity: Identity;
  providers: readonly Provider[];
  access: ProviderAccess;
  sheets: GoogleSheets;
  queue: RunQueue;
  post: Post;
  erasures: Erasures;
  now: () => Date;
  stopping: AbortSignal;
};

/** Connects the HTTP side of the worker with what it calls. */
export function appDeps({ config, db, access, sheets, queue, providers, ...rest }: Parts): Deps {
  const { log, sealer, identity, now, stopping, post, erasures } = rest;
  const find = (id: string) => access.find(id);
  const questions = createQuestions({ db, access, sealer, now });
  return {
    db,
    log,
    sealer,
    identity,
    now,
    stopping,
    allowedOrigins: new RegExp(config.ALLOWED_ORIGINS),
    publicUrl: config.PUBLIC_URL ?? null,
    eventLists: createEventLists({ find, ask: access.ask, now }),
    catalogue: catalogueOf(providers),
    checkCredentials: (provider, credentials) => credentialsMisfit(find(provider), credentials),
    testConnection: access.test,
    checkQuestion: (question) => questions.check(question),
    preview: async (question, spreadsheet) => await questions.preview(question, spreadsheet),
    preflight: async (asked) => await preflightReport({ ...questions, estimate: sheets.estimate }, asked),
    usedIn: access.usedIn,
    limitOf: (id) => limitOf(find(id)),
    writerEmail: sheets.writerEmail,
    proofs: sheets.proofs,
    removeStatus: sheets.removeStatus,
    copies: sheets.copies,
    post,
    erasures,
    tellDue: (reportId) => void tellDue({ db, log, writeStatus: sheets.writeStatus }, reportId),
    sharedLists: createSharedLists({ db, sealer, catalogue: catalogueOf(providers), readList: sheets.readList, now }),
    startRun: async (report, requestedBy, order) => await startRun({ db, queue }, report, requestedBy, order),
    acceptHold: async (report, requestedBy) => await acceptHold({ db, queue }, report, requestedBy),
    cancelRun: async (id) => await cancelRun(db, id),
    readRun: async (id) => await readRun(db, id),
    runChanges: async (id) => await runChanges({ db, sealer }, id),
    listRuns: async (reportId) => await listRuns(db, reportId),
    lastRuns: async (reportIds) => await lastRuns(db, reportIds),
    runRows: (runId) =>
      downloadRows({ db, sealer, columnsOf: access.columnsOf, titleOf: (id) => find(id).title }, runId),
  };
}

const limitOf = ({ limit, title }: Provider) => (limit ? { ...limit, title } : null);
