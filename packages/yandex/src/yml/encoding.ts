/** The two encodings that receivers of YML accept. */
export type YmlEncoding = 'utf-8' | 'windows-1251';
