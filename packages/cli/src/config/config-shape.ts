import { callback, either, flag, objectOf, oneOf, recordOf, text, texts, wholeNumber } from './shape.js';
import type { Shape } from './shape.js';

const secret = either(text, objectOf({ env: text }, ['env']));
const secretNumber = either(wholeNumber, secret);

const attributeSource = either(
  oneOf('name', 'description', 'brand', 'vendorCode', 'sku', 'countryOfOrigin', 'group'),
  objectOf({ attribute: text, default: text }, ['attribute']),
  objectOf({ value: either(text, wholeNumber, texts) }, ['value']),
  objectOf({ dictionaryId: wholeNumber, value: text }, ['dictionaryId']),
  callback,
);

const defaults = objectOf({
  weightG: wholeNumber,
  dimensions: objectOf({ lengthMm: wholeNumber, widthMm: wholeNumber, heightMm: wholeNumber }, ['lengthMm', 'widthMm', 'heightMm']),
  vat: oneOf('none', 0, 5, 7, 10, 20, 22),
  brand: text,
  countryOfOrigin: text,
});

const categories = (target: Readonly<Record<string, Shape>>, required: readonly string[]) =>
  recordOf(objectOf({ ...target, attributes: recordOf(attributeSource), defaults }, required));

/** What an occwo.config may hold. The types in define-config.ts say the same to an editor; a test keeps the two together. */
export const configShape = objectOf({
  readOnly: flag,
  ozon: objectOf({
    readOnly: flag,
    clientId: secret,
    apiKey: secret,
    categories: categories({ descriptionCategoryId: wholeNumber, typeId: wholeNumber }, ['descriptionCategoryId', 'typeId']),
    defaults,
    warehouses: recordOf(either(wholeNumber, text)),
  }, ['categories']),
  wildberries: objectOf({
    readOnly: flag,
    token: secret,
    categories: categories({ subjectId: wholeNumber, title: attributeSource, size: attributeSource, russianSize: attributeSource }, ['subjectId']),
    defaults,
    warehouses: recordOf(wholeNumber),
    currency: text,
    photos: oneOf('missing', 'always', 'never'),
  }, ['categories']),
  yandex: objectOf({
    readOnly: flag,
    apiKey: secret,
    businessId: secretNumber,
    campaignId: secretNumber,
    categories: categories({ marketCategoryId: wholeNumber }, ['marketCategoryId']),
    defaults,
    warehouses: recordOf(either(wholeNumber, objectOf({ campaignId: wholeNumber }, ['campaignId']), objectOf({ warehouseId: wholeNumber }, ['warehouseId']))),
  }, ['categories']),
  database: secret,
  ledger: secret,
  sagas: text,
});
