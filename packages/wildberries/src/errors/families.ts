/** What any of the error bodies says, in one form. */
export interface Complaint {
  readonly message: string;
  readonly vendorCode?: string | undefined;
  readonly requestId?: string | undefined;
  readonly field?: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * Wildberries has some thirty error bodies; they fall into the families below. The first that fits is taken.
 * `undefined` means that the body is none of them.
 */
export function readComplaint(value: unknown): Complaint | undefined {
  if (typeof value === 'string') return bareText(value);
  if (Array.isArray(value)) return firstOfMany(value);
  if (!isBody(value)) return undefined;
  return envelope(value) ?? marketplace(value) ?? problem(value) ?? digital(value) ?? singleField(value);
}

/** content, prices, feedbacks: `{ data, error: true, errorText, additionalErrors }`; calendar has the text alone. */
function envelope(body: Body): Complaint | undefined {
  if (body.error !== true && !(typeof body.errorText === 'string' && body.errorText !== '' && body.error === undefined)) return undefined;
  const [field, detail] = additional(body.additionalErrors);
  return { message: join(text(body.errorText), detail) || 'an error without a text', field, requestId: text(body.requestId) };
}

/** marketplace-api: `{ code, message, data }`, sometimes the message alone, sometimes an empty one. */
function marketplace(body: Body): Complaint | undefined {
  if (typeof body.message !== 'string') return undefined;
  return { message: body.message || text(body.code) || 'an error without a text', vendorCode: text(body.code), requestId: text(body.requestId) };
}

/** Gateway (problem+json), advert, analytics, reports, finance, batches: `{ title, detail, code, requestId | request_id, origin … }`. */
function problem(body: Body): Complaint | undefined {
  if (typeof body.title !== 'string' && typeof body.detail !== 'string') return undefined;
  const first = Array.isArray(body.errors) && isBody(body.errors[0]) ? body.errors[0] : undefined;
  return {
    message: join(text(body.title), text(body.detail), text(first?.message)),
    vendorCode: stableCode(body.code),
    field: text(first?.location),
    requestId: text(body.requestId) ?? text(body.request_id),
  };
}

/** WB Digital: `{ code, errors: [] }`. */
function digital(body: Body): Complaint | undefined {
  if (!Array.isArray(body.errors) || body.errors.length === 0) return undefined;
  const messages = body.errors.map((error) => (isBody(error) ? (text(error.message) ?? text(error.detail)) : text(error)));
  const vendorCode = text(body.code) ?? (typeof body.code === 'number' ? String(body.code) : undefined);
  return { message: join(...messages) || 'an error without a text', vendorCode };
}

/** advert: `{ error: 'text' }`. */
function singleField(body: Body): Complaint | undefined {
  return typeof body.error === 'string' && body.error !== '' ? { message: body.error } : undefined;
}

/** PUT stocks answers 409 with an array, one entry a reason. */
function firstOfMany(list: readonly unknown[]): Complaint | undefined {
  const complaints = list.map((entry) => readComplaint(entry)).filter((entry) => entry !== undefined);
  const first = complaints[0];
  return first && { ...first, message: [...new Set(complaints.map(({ message }) => message))].join('; ') };
}

/** A bare JSON string or plain text. Markup is no message. */
function bareText(body: string): Complaint | undefined {
  const message = body.trim();
  return message === '' || message.startsWith('<') ? undefined : { message: message.slice(0, 500) };
}

/** `additionalErrors` is null, a string, a list, or an object by vendor code or field. */
function additional(value: unknown): [field: string | undefined, detail: string | undefined] {
  if (typeof value === 'string') return [undefined, text(value)];
  if (Array.isArray(value)) return [undefined, join(...value.map((entry) => additional(entry)[1])) || undefined];
  if (!isBody(value)) return [undefined, undefined];
  const entries = Object.entries(value).map(([name, entry]) => [name, plain(entry)] as const);
  const detail = entries.map(([name, entry]) => (/^(error|string|description)$/.test(name) ? entry : `${name}: ${entry}`));
  return [entries.length === 1 && !/^(error|string|description)$/.test(entries[0]?.[0] ?? '') ? entries[0]?.[0] : undefined, join(...detail) || undefined];
}

/** The gateway puts trace ids into `code`; only what reads like a name is a code. */
function stableCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]+$/.test(value) ? value : undefined;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function join(...parts: readonly (string | undefined)[]): string {
  return [...new Set(parts.filter((part) => part !== undefined && part !== ''))].join(': ');
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
