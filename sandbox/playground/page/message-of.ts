/** What to tell a person about a failure. */
export function messageOf(error: unknown): string {
  if (error instanceof TypeError) return 'The rehearsal does not answer. Is it still running?';
  return error instanceof Error ? error.message : String(error);
}
