import type { CardCharacteristic, CardVariant } from '../marketplace/card.js';
import type { SellerState } from './seller-state.js';
import type { SandboxSubject } from './subjects.js';

const forbidden = /\p{Extended_Pictographic}/gu;
const mail = /[\w.+-]+@[\w-]+\.\w+/;

/** What Wildberries finds wrong with a card when it works it off; it then stands in the list of errors. */
export function cardErrors(card: Partial<CardVariant> & { readonly vendorCode: string }, subject: SandboxSubject, state: SellerState): string[] {
  return [
    ...textErrors('Наименование', card.title),
    ...textErrors('Описание', card.description),
    ...(card.title === undefined || card.title.trim() === '' ? ['Поле Наименование не заполнено'] : []),
    ...barcodeErrors(card, state),
    ...(card.characteristics ?? []).flatMap((characteristic) => characteristicErrors(characteristic, subject)),
  ];
}

function textErrors(field: string, text = ''): string[] {
  const signs = [...new Set(text.match(forbidden) ?? [])];
  return [
    ...(signs.length > 0 ? [`Поле ${field} не должно содержать запрещенные символы: ${signs.join(' ')}`] : []),
    ...(mail.test(text) ? [`Запрещено использовать E-Mail в поле ${field}`] : []),
    ...(field === 'Описание' && [...text].length > 5000 ? [`Поле ${field} длиннее 5000 символов`] : []),
  ];
}

function barcodeErrors({ vendorCode, sizes = [] }: Partial<CardVariant> & { readonly vendorCode: string }, state: SellerState): string[] {
  return sizes.flatMap(({ skus }) => skus ?? []).flatMap((barcode) => {
    const owner = state.barcodes.get(barcode);
    return [
      ...(isWrongGtin(barcode) ? [`Баркод ${barcode} некорректен: проверьте длину и контрольную цифру`] : []),
      ...(owner !== undefined && owner !== vendorCode ? [`Баркод ${barcode} уже используется в другой карточке`] : []),
    ];
  });
}

/** Letters, and more than 14 digits, are the seller's own barcodes, which are free; other digits are a GTIN and must add up. */
function isWrongGtin(barcode: string): boolean {
  if (!/^\d{1,14}$/.test(barcode)) return false;
  if (![8, 12, 13, 14].includes(barcode.length)) return true;
  const sum = [...barcode].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 1 ? 3 : 1), 0);
  return sum % 10 !== 0;
}

function characteristicErrors({ id, value }: CardCharacteristic, { characteristics }: SandboxSubject): string[] {
  const known = characteristics.find(({ charcID }) => charcID === id);
  if (!known) return [`Характеристика с ID ${id} не относится к предмету`];
  if (known.charcType === 4 && typeof value !== 'number') return [`Характеристика ${known.name} должна быть числом`];
  if (known.charcType === 1 && !(Array.isArray(value) && value.every((each) => typeof each === 'string'))) return [`Характеристика ${known.name} должна быть массивом строк`];
  if (Array.isArray(value) && known.maxCount > 0 && value.length > known.maxCount) return [`Характеристика ${known.name}: не более ${known.maxCount} значений`];
  return [];
}

/** Required characteristics that a card lacks; they refuse the whole request at once. */
export function missingCharacteristics({ characteristics = [] }: Partial<CardVariant>, subject: SandboxSubject): readonly number[] {
  const given = new Set(characteristics.map(({ id }) => id));
  return subject.characteristics.filter(({ charcID, required, existNamedField }) => required && !existNamedField && !given.has(charcID)).map(({ charcID }) => charcID);
}
