/**
 * Every moment between two things that Restate writes for a drive: around a call, an entry of the journal, a message, a child,
 * post from outside, and the end. A crash test kills the worker at each; another test compares this list with the source.
 */
export const restatePoints = [
  'begin:before', 'begin:after',
  'call:before', 'call:after',
  'append:before', 'append:after',
  'publish:before', 'publish:after',
  'child:before', 'child:after',
  'post:before', 'post:after',
  'mail:before', 'mail:after',
  'takeover:before', 'takeover:after',
  'rest:before', 'rest:after',
] as const;

export type RestatePoint = (typeof restatePoints)[number];
