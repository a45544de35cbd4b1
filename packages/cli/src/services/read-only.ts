type Environment = Readonly<Record<string, string | undefined>>;

/** What OCCWO_READ_ONLY asks for. The clients hold to it by themselves; the command line tells of it, and does not ask in vain. */
export function panicMode({ OCCWO_READ_ONLY: value }: Environment): 'off' | 'jobs-only' | 'on' {
  if (!value || value === '0' || value === 'false') return 'off';
  return value === 'allow-jobs' ? 'jobs-only' : 'on';
}
