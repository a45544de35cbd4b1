/** Types of ours that generated ones are made of, by names that no model may have. */
export const helpers = {
  StringOrNull: { text: 'string | null', comment: 'Any field of a reply may be null, whatever the documents say.' },
  NumberOrNull: { text: 'number | null', comment: 'Any field of a reply may be null, whatever the documents say.' },
  BooleanOrNull: { text: 'boolean | null', comment: 'Any field of a reply may be null, whatever the documents say.' },
  OrNull: { parameters: '<Value>', text: 'Value | null', comment: 'Any field of a reply may be null, whatever the documents say.' },
  OpenString: { text: 'string & {}', comment: 'A value that is not on the list yet; the known ones are still suggested.' },
  OpenNumber: { text: 'number & {}', comment: 'A value that is not on the list yet; the known ones are still suggested.' },
} as const satisfies Record<string, { readonly parameters?: string; readonly text: string; readonly comment: string }>;

export type Helper = keyof typeof helpers;
