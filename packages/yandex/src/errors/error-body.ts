/** One error as Market states it. */
export interface StatedError {
  readonly vendorCode?: string;
  readonly message?: string;
  /** The offer that it concerns, where the answer says. */
  readonly offerId?: string;
  /** The category parameter that it concerns, where the answer says. */
  readonly parameterId?: number;
}

type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value.trim() : undefined);

function stated(value: unknown): StatedError[] {
  if (text(value)) return [{ message: value as string }];
  if (!isObject(value)) return [];
  // `type` is what the per-offer errors of offer-mappings and offer-cards call their code.
  const vendorCode = text(value.code) ?? text(value.type) ?? (typeof value.code === 'number' ? String(value.code) : undefined);
  const message = text(value.message);
  const parameterId = typeof value.parameterId === 'number' ? value.parameterId : undefined;
  return vendorCode || message
    ? [{ ...(vendorCode && { vendorCode }), ...(message && { message }), ...(parameterId !== undefined && { parameterId }) }]
    : [];
}

/** The errors or warnings of `results[]` (offer-mappings, offer-cards): one entry an offer, its list inside. */
export function offerProblems(body: unknown, kind: 'errors' | 'warnings'): StatedError[] {
  if (!isObject(body) || !Array.isArray(body.results)) return [];
  return body.results.flatMap((result: unknown) => {
    if (!isObject(result) || !Array.isArray(result[kind])) return [];
    const offerId = text(result.offerId);
    return result[kind].flatMap(stated).map((error) => ({ ...error, ...(offerId && { offerId }) }));
  });
}

/**
 * Orders of a change of status, each with what became of it, where the answer lists them. A single order that was refused comes in a
 * success too.
 */
export function refusedOrders(body: unknown): { readonly all: boolean; readonly errors: readonly StatedError[] } {
  const orders: readonly unknown[] = isObject(body) && isObject(body.result) && Array.isArray(body.result.orders) ? body.result.orders : [];
  const refused = orders.filter((order): order is Fields => isObject(order) && order.updateStatus === 'ERROR');
  const errors = refused.map((order) => ({ message: text(order.errorDetails) ?? `order ${String(order.id)} was refused` }));
  return { all: refused.length > 0 && refused.length === orders.length, errors };
}

/**
 * Reads the errors out of any body that Market, its gateway or its balancer answers with:
 * `{ status, errors: [{ code, message }] }`, the per-offer `results[].errors`, the old `{ error: { code, message } }`,
 * `{ error: "…", message: "…" }` of the gateway, a bare string, HTML.
 */
export function statedErrors(body: unknown): StatedError[] {
  if (Array.isArray(body)) return body.flatMap(stated);
  if (!isObject(body)) return text(body) ? [{ message: plainText(body as string) }] : [];
  const listed = Array.isArray(body.errors) ? body.errors.flatMap(stated) : [];
  if (listed.length > 0) return listed;
  const offers = offerProblems(body, 'errors');
  if (offers.length > 0) return offers;
  const orders = refusedOrders(body);
  if (orders.all) return [...orders.errors];
  if (isObject(body.error)) return stated(body.error);
  return stated({ code: body.code, message: text(body.message) ?? text(body.error_description) ?? text(body.error) });
}

/** HTML and other long text cut down to the words that a person can use. */
function plainText(body: string): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(body)?.[1];
  const words = (title ?? body.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ').trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}
