/** One entry of Drive's classic error list. */
export type DriveErrorEntry = {
  message: string;
  domain: string;
  reason: string;
  location?: string;
  locationType?: 'parameter' | 'header';
};

/** A refusal in Drive's classic envelope: `errors`, no `status`. https://developers.google.com/workspace/drive/api/guides/handle-errors */
export class DriveError extends Error {
  readonly code: number;
  readonly entry: DriveErrorEntry;

  constructor(code: number, entry: DriveErrorEntry) {
    super(entry.message);
    this.name = 'DriveError';
    this.code = code;
    this.entry = entry;
  }

  body(): { error: { code: number; message: string; errors: DriveErrorEntry[] } } {
    return { error: { code: this.code, message: this.message, errors: [this.entry] } };
  }
}

/** 400 for a query parameter. */
export function badParameter(location: string, message = 'Invalid Value', reason = 'invalid'): DriveError {
  return new DriveError(400, { message, domain: 'global', reason, location, locationType: 'parameter' });
}

/** 400 for a body. */
export function badBody(message: string, reason = 'badRequest'): DriveError {
  return new DriveError(400, { message, domain: 'global', reason });
}

/** 404 for a file that does not exist or that the caller may not see. */
export function fileNotFound(id: string): DriveError {
  return new DriveError(404, {
    message: `File not found: ${id}.`,
    domain: 'global',
    reason: 'notFound',
    location: 'fileId',
    locationType: 'parameter',
  });
}

/** 404 for a line of the share dialog. */
export function permissionNotFound(id: string): DriveError {
  return new DriveError(404, {
    message: `Permission not found: ${id}.`,
    domain: 'global',
    reason: 'notFound',
    location: 'permissionId',
    locationType: 'parameter',
  });
}

/** 403 for a file the caller sees but may not change in this way. */
export function notAllowed(message = 'The user does not have sufficient permissions for this file.'): DriveError {
  return new DriveError(403, { message, domain: 'global', reason: 'insufficientFilePermissions' });
}
