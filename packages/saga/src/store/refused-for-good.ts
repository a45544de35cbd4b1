/** Data that the database cannot hold (SQLSTATE classes 22 and 54, and SQLite's own word): written again, it is refused again. */
export function isRefusedForGood(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(?:(?:22|54)[0-9A-Z]{3}|SQLITE_TOOBIG)$/.test(code);
}
