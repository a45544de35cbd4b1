import { ApiError, NetworkError, RefusedError, UnknownOutcomeError, ValidationError } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { describeError, errorDocument } from '../../errors/error-document.js';
import { ownTexts } from '../../testing/own-texts.js';
import { errorText, reasonText } from './error-text.js';
import { ruErrorCodes, ruReasonCodes } from './ru-codes.js';
import { russianTexts, ruTexts } from './texts.js';

const { texts, codes } = ownTexts();
/** Codes that are a marketplace's, or no error's: they are told in its own words. */
const noErrors = new Set(['offer-id-missing']);

describe('the texts of our packages', () => {
  it('are all in Russian', () => {
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter(({ text }) => ruTexts[text] === undefined)).toEqual([]);
  });

  it('fill in what the English ones fill in', () => {
    for (const [english, russian] of Object.entries(ruTexts)) {
      const holes = english.split('{}').length - 1;
      const used = new Set([...russian.matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index)));
      expect([...used].every((index) => index >= 1 && index <= holes) && used.size === holes, english).toBe(true);
      expect(/[а-яё]/i.test(russian), english).toBe(true);
    }
  });

  it('are recognised whatever is filled in, the most telling first', () => {
    const say = russianTexts({ '{} {}': '{2} {1}', 'no {} here': 'нет {1}', 'a b': 'а б' });
    expect([say('no bread here'), say('a b'), say('x y'), say('alone')]).toEqual(['нет bread', 'а б', 'y x', undefined]);
    for (const { text } of texts) expect(say(text) ?? text, text).toBeTruthy();
  });
});

describe('the codes of our packages', () => {
  it('have a message and a hint in Russian each', () => {
    expect(codes.size).toBeGreaterThan(80);
    const missing = [...codes].filter((code) => !noErrors.has(code) && !(code.startsWith('occwo.') ? ruReasonCodes[code.slice('occwo.'.length)] : ruErrorCodes[code]));
    expect(missing).toEqual([]);
    for (const [code, { message, hint }] of Object.entries({ ...ruErrorCodes, ...ruReasonCodes })) expect([code, /[а-яё]/i.test(message), /[а-яё]/i.test(hint)]).toEqual([code, true, true]);
  });
});

const api = (message: string, hint: string) => new ApiError(message, { code: 'invalid-request', marketplace: 'ozon', operation: 'products.list', status: 400, attempt: 1, hint });

describe('errors under --lang ru', () => {
  it.each([
    [new ValidationError('products.list', [{ path: 'body.limit', rule: 'must be <= 1000', found: 'number' }]), 'products.list: body.limit должно быть не больше 1000, найдено: number', 'исправьте body.limit; ничего не отправлено'],
    [new ValidationError('bids.update', [{ path: 'body.bids[1].bid', rule: 'must be 0, or 50 and more', found: 'number' }]), 'bids.update: body.bids[1].bid должно быть 0 или не меньше 50, найдено: number', 'исправьте body.bids[1].bid; ничего не отправлено'],
    [new NetworkError('the connection failed: ECONNREFUSED', { sent: false }), 'связь не удалась: ECONNREFUSED', 'проверьте связь с маркетплейсом'],
    [new UnknownOutcomeError('orders.cancel', new Error('x')), 'orders.cancel: запрос ушёл, а ответ потерялся: возможно, он подействовал', 'сначала прочитайте состояние, потом решайте, отправлять ли ещё раз'],
    [new RefusedError('prices.update writes, and the client is in read-only mode; nothing was sent', { code: 'read-only', hint: 'unset OCCWO_READ_ONLY and the option readOnly to allow writes' }), 'prices.update меняет данные, а клиент работает только на чтение; ничего не отправлено', 'чтобы разрешить запись, уберите OCCWO_READ_ONLY и настройку readOnly'],
    [api('ozon products.list: limit is too large', 'correct the request as the text says'), 'ozon не понял запрос products.list (400): limit is too large', 'исправьте запрос, как сказано в тексте'],
    [api('ozon products.list: a text of tomorrow', 'a hint of tomorrow'), 'ozon не понял запрос products.list (400): a text of tomorrow', 'исправьте запрос, как сказано в ответе'],
    [api('ozon POST /v1/report/products/create: job R-1 ended as "failed": NO_ROWS', 'correct what the reason names and start the job again'), 'ozon POST /v1/report/products/create: задание R-1 закончилось как «failed»: NO_ROWS', 'исправьте то, на что указывает причина, и запустите задание снова'],
    [new RefusedError('something new', { code: 'deadline', hint: 'something to do' }), 'не успели до срока: something new', 'попробуйте позже или увеличьте срок'],
    [new RefusedError('Ozon: не задан clientId.', { code: 'credentials', hint: 'Задайте переменную' }), 'Ozon: не задан clientId.', 'Задайте переменную'],
  ])('%s', (error, message, hint) => {
    expect(errorText(error, 'ru')).toEqual({ message, hint });
    expect(errorText(error, 'en')).toEqual({ message: error.message, hint: error.hint });
    expect(describeError(error, 'ru')).toBe(`${message}\n  → ${hint}`);
    expect(errorDocument(error, 'ru').error).toMatchObject({ code: error.code, message, hint });
  });

  it('tell reasons of our own, and leave those of a marketplace in its words', () => {
    expect(reasonText({ code: 'occwo.mapping-missing', message: 'the category "Одежда" (id 5) is not mapped to a category of Ozon; nothing was sent', hint: "add categories['Одежда'] with descriptionCategoryId and typeId to the mapping of ozon" }, 'ru')).toEqual({
      code: 'occwo.mapping-missing', message: 'категория «Одежда» (id 5) не сопоставлена с категорией Ozon; ничего не отправлено', hint: "добавьте в сопоставление ozon categories['Одежда'] с descriptionCategoryId и typeId",
    });
    expect(reasonText({ code: 'BARCODE_INVALID', message: 'Wrong barcode', hint: 'correct the barcode: its check digit does not fit' }, 'ru')).toEqual({
      code: 'BARCODE_INVALID', message: 'Wrong barcode', hint: 'исправьте штрихкод: контрольная цифра не сходится',
    });
    expect(reasonText({ code: 'occwo.price-missing', message: 'a wording of tomorrow' }, 'ru')).toEqual({ code: 'occwo.price-missing', message: 'нет цены: a wording of tomorrow' });
  });
});
