/** What an error body says, whichever family it belongs to. */
export interface ErrorBody {
  readonly message: string;
  /** The code as Ozon wrote it: `5`, `RESOURCE_EXHAUSTED`, `NOT_FOUND_ERROR`. */
  readonly vendorCode?: string;
  /** The number of the gRPC status, where the body has one, as a number or by name. */
  readonly grpc?: number;
  readonly field?: string;
}

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/** Names of gRPC statuses: Ozon's own example of a 429 writes the name where the schema says int32. */
const grpcNames: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 3, NOT_FOUND: 5, ALREADY_EXISTS: 6, PERMISSION_DENIED: 7, RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9, ABORTED: 10, INTERNAL: 13, UNAVAILABLE: 14, UNAUTHENTICATED: 16,
};

/**
 * Reads the families of error bodies: `{code, message, details}` (gRPC; details may be missing or text), the older
 * `{error: {code, message, data}}`, Performance's `{error: "text"}`, and text or HTML from whatever stands in front.
 * Undefined where the body is of none of them.
 */
export function readErrorBody(value: unknown): ErrorBody | undefined {
  if (typeof value === 'string') return readText(value);
  if (!isFields(value)) return undefined;
  if (isFields(value.error)) return readLegacy(value.error);
  if (text(value.error) !== undefined) return { message: text(value.error) ?? '' };
  return readGrpc(value);
}

function readGrpc({ code, message, details }: Fields): ErrorBody | undefined {
  const vendorCode = typeof code === 'number' ? String(code) : text(code);
  const words = text(message) ?? text(details) ?? detailText(details);
  if (vendorCode === undefined && words === undefined) return undefined;
  const grpc = typeof code === 'number' ? code : grpcNames[vendorCode ?? ''];
  return { message: words ?? `code ${vendorCode}`, ...(vendorCode && { vendorCode }), ...(grpc !== undefined && { grpc }) };
}

/** `delivery/checkout` puts its text into the details. */
function detailText(details: unknown): string | undefined {
  if (!Array.isArray(details)) return undefined;
  for (const detail of details) {
    if (isFields(detail) && text(detail.message) !== undefined) return text(detail.message);
  }
  return undefined;
}

function readLegacy(error: Fields): ErrorBody | undefined {
  const vendorCode = text(error.code) ?? (typeof error.code === 'number' ? String(error.code) : undefined);
  const first: unknown = Array.isArray(error.data) ? error.data[0] : undefined;
  const field = isFields(first) ? text(first.name) : undefined;
  const detail = isFields(first) ? (text(first.message) ?? text(first.code)) : undefined;
  const words = text(error.message) ?? vendorCode;
  if (words === undefined) return undefined;
  const message = field ? `${words}: ${field}${detail ? ` ${detail}` : ''}` : words;
  return { message, ...(vendorCode && { vendorCode }), ...(field && { field }) };
}

function readText(value: string): ErrorBody | undefined {
  const title = /<title>([^<]*)<\/title>/i.exec(value)?.[1];
  const words = text(title ?? value.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '));
  return words === undefined ? undefined : { message: words.slice(0, 200) };
}
