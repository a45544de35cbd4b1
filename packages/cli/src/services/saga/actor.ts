import { hostname, userInfo } from 'node:os';

/** Who acts: the flag, else OCCWO_ACTOR, else the user of this machine. */
export function actorOf(flag: string | undefined, environment: Readonly<Record<string, string | undefined>>): string {
  return flag?.trim() || environment.OCCWO_ACTOR?.trim() || `${userName()}@${hostname()}`;
}

/** A container may run under a number that no user has. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
