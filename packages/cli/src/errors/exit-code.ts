/** What the shell is told. `occwo help exit-codes` prints the same table. */
export const exitCodes = {
  done: 0,
  failure: 1,
  usage: 2,
  partlyDone: 3,
  credentials: 4,
  gaveUp: 5,
  readOnly: 6,
  notFound: 7,
  conflict: 8,
  interrupted: 130,
} as const;

const byErrorCode: Readonly<Record<string, number>> = {
  usage: exitCodes.usage,
  validation: exitCodes.usage,
  config: exitCodes.usage,
  confirmation: exitCodes.usage,
  findings: exitCodes.partlyDone,
  credentials: exitCodes.credentials,
  unauthorized: exitCodes.credentials,
  forbidden: exitCodes.credentials,
  'rate-limited': exitCodes.gaveUp,
  deadline: exitCodes.gaveUp,
  'breaker-open': exitCodes.gaveUp,
  'read-only': exitCodes.readOnly,
  'saga-not-found': exitCodes.notFound,
  'saga-state': exitCodes.conflict,
  'saga-shape': exitCodes.conflict,
  'key-conflict': exitCodes.conflict,
  'similar-saga': exitCodes.conflict,
  aborted: exitCodes.interrupted,
};

/** The exit code for an error's code; anything unknown is a plain failure. */
export function exitCodeOf(errorCode: string | undefined): number {
  return byErrorCode[errorCode ?? ''] ?? exitCodes.failure;
}
