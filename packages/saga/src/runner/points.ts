/**
 * Every moment between two writes of the runner. A crash test kills the process at each of them; another test
 * compares this list with the calls in the source.
 */
export const crashPoints = [
  'start:before', 'start:after',
  'claim:after',
  'call:before', 'call:after',
  'append:before', 'append:after',
  'transaction:before-commit', 'transaction:after-commit',
  'release:before', 'release:after',
  'note:before', 'note:after',
] as const;

export type CrashPoint = (typeof crashPoints)[number];
