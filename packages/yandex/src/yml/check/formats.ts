/** Digits, and digits behind a dot: the only number that receivers read. No regular expression: this runs for every price. */
export function isDecimal(text: string): boolean {
  let dot = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) continue;
    if (code !== 0x2e || dot >= 0 || at === 0) return false;
    dot = at;
  }
  return text.length > 0 && dot !== text.length - 1;
}

export function isWhole(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0;
}

/** A whole number of `least` or more. */
export function isWholeFrom(text: string, least: number): boolean {
  return isWhole(text) && Number(text) >= least;
}

export function isFlag(text: string): boolean {
  return text === 'true' || text === 'false';
}

/** `http://host…` or `https://host…`. */
export function isHttpUrl(text: string): boolean {
  if (text.startsWith('https://')) return isHostStart(text.charCodeAt(8));
  if (text.startsWith('http://')) return isHostStart(text.charCodeAt(7));
  return /^https?:\/\/[^\s/?#.]/i.test(text);
}

/** Neither white space, `/`, `?`, `#`, `.` nor the end of the text. */
function isHostStart(code: number): boolean {
  return code > 0x20 && code !== 0x2f && code !== 0x3f && code !== 0x23 && code !== 0x2e;
}

const duration = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

/** An ISO 8601 duration: `P1Y2M10DT2H30M`. */
export function isDuration(text: string): boolean {
  return duration.test(text);
}

const dateParts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

export interface DateForm {
  /** Milliseconds since 1970; without a zone Moscow time is meant. */
  readonly time: number;
  readonly hasTime: boolean;
  readonly hasSeconds: boolean;
  readonly hasZone: boolean;
  /** `T` between date and time. */
  readonly isoStyle: boolean;
}

/** Reads `YYYY-MM-DD[ hh:mm[:ss]][zone]`; undefined for anything else and for days that do not exist. */
export function parseDate(text: string): DateForm | undefined {
  const parts = dateParts.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const zone = parts[7];
  if (zone !== undefined && parts[4] === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists) return undefined;
  return {
    time: date.getTime() - zoneMinutes(zone ?? '+03:00') * 60_000,
    hasTime: parts[4] !== undefined,
    hasSeconds: parts[6] !== undefined,
    hasZone: zone !== undefined,
    isoStyle: text[10] === 'T',
  };
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.replace(':', '');
  return (digits.startsWith('-') ? -1 : 1) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5)));
}

/** Whether the last digit of an EAN or UPC fits the others. */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let back = 2; back <= digits.length; back += 1) {
    sum += (digits.charCodeAt(digits.length - back) - 0x30) * (back % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10 === digits.charCodeAt(digits.length - 1) - 0x30;
}

/** Whether ten characters are an old ISBN, with hyphens or without. */
export function isIsbn10(text: string): boolean {
  const digits = text.replaceAll('-', '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < 10; at += 1) sum += (digits[at] === 'X' ? 10 : Number(digits[at])) * (10 - at);
  return sum % 11 === 0;
}

/** Length in characters, as receivers count: an emoji is one. Undefined while the text is not longer than the limit. */
export function lengthOver(text: string, limit: number): number | undefined {
  if (text.length <= limit) return undefined;
  const { length } = [...text];
  return length > limit ? length : undefined;
}
