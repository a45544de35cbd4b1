const moscowOffsetMs = 3 * 60 * 60 * 1000;

/** `2022-05-22T14:37+03:00`: Moscow time, the form that sellers' and newer receivers demand and older ones take. */
export function feedDate(nowMs: number): string {
  return `${new Date(nowMs + moscowOffsetMs).toISOString().slice(0, 16)}+03:00`;
}

/** `2022-05-22 14:37`: the form that Direct and the old price list document. */
export function plainFeedDate(nowMs: number): string {
  return new Date(nowMs + moscowOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}
