import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { IdTokenOverrides, IdTokenUser, ServiceAccountKey } from './identity.ts';

export type GoogleOptions = {
  /** 0 or absent: any free port. */
  port?: number;
  /** Folder that keeps files, keys and accounts; in memory when absent. */
  dataDir?: string;
  /** `false` switches the 60 and 300 calls a minute off. */
  quota?: boolean;
  /** Milliseconds since 1970; `Date.now` when absent. */
  now?: () => number;
};

/** The running local Google: token endpoint, certificates, Drive and Sheets on one origin. */
export type SandboxGoogle = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Bearer accepted by `/v4` and `/drive`: the writer with spreadsheets and drive scopes, long-lived. */
  readonly token: string;
  /** The writer's key file; `token_uri` points at this origin. */
  readonly writerKey: ServiceAccountKey;
  /** OAuth client id that ID tokens are issued for. */
  readonly audience: string;
  idToken(user: IdTokenUser, overrides?: IdTokenOverrides): Promise<string>;
  readonly files: Files;
  readonly faults: Faults;
  close(): Promise<void>;
};

/** Starts the local Google on 127.0.0.1. `token`, `writerKey` and `audience` are stable across restarts on one `dataDir`. */
export function startGoogle(_options: GoogleOptions): Promise<SandboxGoogle> {
  throw new Error('wiring follows');
}
