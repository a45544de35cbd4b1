/**
 * Takes the query out of a route (`GET /v1/things?limit=5`): it belongs to the parameters. In the route it would become part of
 * the operation's name, and with it of events, spans and errors, where a token in it has no business.
 */
export function splitRoute(route: string): { readonly route: string; readonly query: Readonly<Record<string, string | string[]>> } {
  const at = route.indexOf('?');
  if (at < 0) return { route, query: {} };
  const found = new URLSearchParams(route.slice(at + 1));
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(found.keys())) {
    const values = found.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return { route: route.slice(0, at), query };
}
