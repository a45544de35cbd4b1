/** The offer shape that all YML figures are measured on: 16 tags, about 1,640 bytes, Cyrillic, escaping in every offer. */
export interface ShapeOffer {
  readonly id: string;
  readonly available: boolean;
  readonly url: string;
  readonly price: number;
  readonly oldprice: number;
  readonly currencyId: 'RUB';
  readonly categoryId: number;
  readonly pictures: string[];
  readonly name: string;
  readonly vendor: string;
  readonly vendorCode: string;
  readonly description: string;
  readonly barcodes: string[];
  readonly params: { name: string; value: string; unit?: string }[];
}

const sentence = 'Корпус из нержавеющей стали, тихий нагрев и защита от включения без воды: прибор служит долго. ';

/** The n-th offer; the same number gives the same offer. */
export function shapeOffer(index: number): ShapeOffer {
  const price = 990 + (index % 9000);
  return {
    id: `SKU${index}`,
    available: index % 7 !== 0,
    url: `https://shop.example.ru/catalog/item?id=${index}&from=feed&color=${index % 12}`,
    price,
    oldprice: price + 500,
    currencyId: 'RUB',
    categoryId: 1 + (index % 200),
    pictures: [`https://cdn.example.ru/img/${index}/main.jpg`, `https://cdn.example.ru/img/${index}/side.jpg`],
    name: `Чайник электрический "Заря" модель ${index} & подставка`,
    vendor: 'Заря & Ко',
    vendorCode: `ZR-${index % 5000}`,
    description: `<p>Чайник номер ${index}.</p><p>${sentence.repeat(4)}Гарантия один год, сервисные центры есть в сорока городах страны.</p>`,
    barcodes: [ean13(460_000_000_000 + (index % 1_000_000_000))],
    params: [
      { name: 'Объём', value: '1.7', unit: 'л' },
      { name: 'Цвет', value: `серый <${index % 40}>` },
      { name: 'Материал корпуса', value: 'нержавеющая сталь' },
    ],
  };
}

/** Twelve digits and their check digit. */
function ean13(twelve: number): string {
  const digits = String(twelve);
  let sum = 0;
  for (let place = 0; place < 12; place += 1) sum += (digits.charCodeAt(place) - 48) * (place % 2 === 0 ? 1 : 3);
  return digits + String((10 - (sum % 10)) % 10);
}

export function* shapeOffers(count: number): Generator<ShapeOffer> {
  for (let index = 0; index < count; index += 1) yield shapeOffer(index);
}

/** A shop with the two hundred categories that the offers use. */
export const shapeShop = {
  date: '2026-01-02T10:00+03:00',
  name: 'Магазин',
  company: 'ООО «Магазин»',
  url: 'https://shop.example.ru',
  currencies: [{ id: 'RUB', rate: 1 }],
  categories: Array.from({ length: 200 }, (_unused, index) => ({ id: index + 1, name: `Категория ${index + 1}` })),
} as const;

/** The loop that a programmer writes by hand: one template string an offer, text escaped where it must be. */
export function templateOffer(offer: ShapeOffer): string {
  let out = `<offer id="${offer.id}" available="${offer.available}"><url>${escapeText(offer.url)}</url><price>${offer.price}</price><oldprice>${offer.oldprice}</oldprice><currencyId>${offer.currencyId}</currencyId><categoryId>${offer.categoryId}</categoryId>`;
  for (const picture of offer.pictures) out += `<picture>${escapeText(picture)}</picture>`;
  out += `<name>${escapeText(offer.name)}</name><vendor>${escapeText(offer.vendor)}</vendor><vendorCode>${escapeText(offer.vendorCode)}</vendorCode><description><![CDATA[${offer.description}]]></description>`;
  for (const barcode of offer.barcodes) out += `<barcode>${barcode}</barcode>`;
  for (const param of offer.params) {
    const unit = param.unit === undefined ? '' : ` unit="${escapeText(param.unit)}"`;
    out += `<param name="${escapeText(param.name)}"${unit}>${escapeText(param.value)}</param>`;
  }
  return `${out}</offer>\n`;
}

const special = /[&<>"']/;

function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
}

export const templateHead = `<?xml version="1.0" encoding="UTF-8"?>
<yml_catalog date="${shapeShop.date}"><shop><name>${shapeShop.name}</name><company>${shapeShop.company}</company><url>${shapeShop.url}</url><currencies><currency id="RUB" rate="1"/></currencies><categories>${shapeShop.categories
  .map((category) => `<category id="${category.id}">${category.name}</category>`)
  .join('')}</categories><offers>
`;
export const templateTail = '</offers></shop></yml_catalog>\n';
