import { describe, expect, it } from 'vitest';
import { en } from './en.js';
import { chooseLanguage } from './language.js';
import { ru } from './ru.js';
import { translate } from './translate.js';

describe('chooseLanguage', () => {
  it.each([
    ['ru', {}, 'ru'],
    ['en', { LANG: 'ru_RU.UTF-8' }, 'en'],
    [undefined, { LANG: 'ru_RU.UTF-8' }, 'ru'],
    [undefined, { LC_ALL: 'C', LANG: 'ru_RU.UTF-8' }, 'en'],
    [undefined, { LC_ALL: '', LANG: 'ru_RU' }, 'ru'],
    [undefined, {}, 'en'],
  ] as const)('flag %s, environment %o: %s', (flag, environment, expected) => {
    expect(chooseLanguage(flag, environment)).toBe(expected);
  });
});

describe('messages', () => {
  const marks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it.each(Object.keys(en) as (keyof typeof en)[])('%s has the same marks in both languages', (key) => {
    expect(marks(ru[key])).toEqual(marks(en[key]));
  });

  it('fills marks in and leaves unknown ones as they are', () => {
    expect(translate('ru', 'file.not-found', { file: 'a.xml' })).toContain('a.xml');
    expect(translate('en', 'file.not-found', {})).toContain('{file}');
  });
});
