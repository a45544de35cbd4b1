import { RefusedError } from '@occwo/core';

/** A secret as text, or a function that gives it. It is asked at each attempt, so a rotated key is picked up. */
export type Secret = string | (() => string | Promise<string>);

/** How a message names what is missing: the option, the variable that stands in for it, and where a seller finds it. */
export interface SettingName {
  readonly option: string;
  readonly variable: string;
  readonly where: string;
}

export const apiKeySetting: SettingName = {
  option: 'apiKey',
  variable: 'OCCWO_YANDEX_API_KEY',
  where: 'the seller cabinet of Yandex Market, "API and modules", "Authorization tokens"',
};

export const businessIdSetting: SettingName = {
  option: 'businessId',
  variable: 'OCCWO_YANDEX_BUSINESS_ID',
  where: 'the answer of GET /v2/campaigns (campaigns[].business.id)',
};

export const campaignIdSetting: SettingName = {
  option: 'campaignId',
  variable: 'OCCWO_YANDEX_CAMPAIGN_ID',
  where: 'the answer of GET /v2/campaigns (campaigns[].id); the shop number shown in the cabinet is another one',
};

/** The refusal for a setting that is missing or cannot be right. */
export function missingSetting(name: SettingName, problem = 'is not set'): RefusedError {
  return new RefusedError(`Yandex Market: ${name.option} ${problem}`, {
    code: 'credentials',
    hint: `hand in the option ${name.option} or set ${name.variable}; it is found in ${name.where}`,
  });
}

/** Gets a secret from the option or else the environment; throws a `RefusedError` naming both when there is none. */
export async function readSecret(value: Secret | undefined, name: SettingName): Promise<string> {
  const given = (typeof value === 'function' ? await value() : value) ?? process.env[name.variable];
  const secret = given?.trim();
  if (!secret) throw missingSetting(name);
  // Market answers 401 "prefix invalid" to `Bearer ACMA:…`; a line break or a Cyrillic letter cannot even be sent.
  if (/^Bearer\s/i.test(secret)) throw missingSetting(name, 'must be the bare token: it goes out without the word Bearer');
  if (!/^[\x21-\x7e]+$/.test(secret)) throw missingSetting(name, 'holds characters that no token of Yandex Market has');
  return secret;
}

/** Reads a numeric id from the option or else the environment; undefined when neither says anything. */
export function readId(value: number | string | undefined, name: SettingName): number | undefined {
  const text = String(value ?? process.env[name.variable] ?? '').trim();
  if (!text) return undefined;
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw missingSetting(name, `must be a positive whole number, not a text of ${text.length} characters`);
  return id;
}
