import * as z from 'zod/mini';

/**
 * The closed list of error codes in API answers and failed runs, each with the HTTP status it has when a request fails at once
 * and the organizer's next step. A new code does not compile until its row is here.
 */
export const ERRORS = {
  'malformed-request': { status: 400, next: 'Send one JSON object, with the header "content-type: application/json".' },
  'invalid-request': { status: 422, next: 'Correct the field that is named and send it again.' },
  unauthorized: { status: 401, next: 'Reload the sidebar to sign in again.' },
  forbidden: { status: 403, next: 'Ask an admin of this team.' },
  'not-found': { status: 404, next: 'It may have been deleted. Reload the list.' },
  conflict: { status: 409, next: 'Reload and try again.' },
  'payload-too-large': { status: 413, next: 'Send less than 1 MB.' },
  'rate-limited': { status: 429, next: 'Wait a moment; it goes on by itself.' },
  internal: { status: 500, next: 'This is our fault. Try again, and report it if it stays.' },
  unavailable: { status: 503, next: 'Try again in a minute.' },
  'spreadsheet-not-linked': { status: 403, next: 'Link this spreadsheet first.' },
  'spreadsheet-not-shared': { status: 409, next: "Share the spreadsheet with Willcall's Google address as an editor." },
  'spreadsheet-gone': { status: 409, next: 'The spreadsheet was deleted. Choose another one.' },
  'proof-expired': { status: 409, next: 'Link the spreadsheet again.' },
  'proof-missing': { status: 409, next: 'Link the spreadsheet again.' },
  'tab-protected': { status: 409, next: "Remove the protection, or add Willcall's Google address to it." },
  'tab-occupied': { status: 409, next: 'Choose another tab name; this tab holds something of yours.' },
  'no-free-cells': { status: 409, next: 'Delete tabs you no longer need, or bring in fewer columns.' },
  'too-many-columns': { status: 409, next: 'Bring in fewer columns, or use a new tab.' },
  'tab-blocked': { status: 409, next: 'Undo what is named in the tab, or choose a new tab.' },
  'tab-busy': { status: 409, next: 'People keep moving rows. Refresh again when the tab is calm.' },
  'key-column-gone': {
    status: 409,
    next: 'Bring the column back (Edit > Undo, or File > Version history), or have the list written anew.',
  },
  'cell-too-long': { status: 409, next: 'Leave out the column that is named.' },
  'provider-auth': { status: 409, next: 'Enter new credentials for this ticketing account.' },
  'provider-key-missing': {
    status: 409,
    next: 'Enter the credentials of this ticketing account, or send a link to whoever has them.',
  },
  'provider-not-found': { status: 409, next: 'Check the event and the app ID.' },
  'provider-bad-request': { status: 409, next: 'Check what you chose for this report.' },
  'provider-rate-limited': { status: 429, next: 'The ticketing system asks us to wait; it goes on by itself.' },
  'provider-unavailable': { status: 503, next: 'The ticketing system does not answer. Try again later.' },
  'provider-misdirected': {
    status: 502,
    next: 'Ask whoever runs Willcall: something between it and the ticketing system does not let HTTP/2 through.',
  },
  'provider-unexpected-shape': {
    status: 502,
    next: 'The ticketing system answered in a way we do not know. Please report it.',
  },
} as const;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** One of the codes, in answers. */
export const KnownCode = z.enum(ERROR_CODES);
