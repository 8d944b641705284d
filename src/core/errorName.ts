/** What a log may have of any failure: its kind. A message may quote what was read or typed. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
