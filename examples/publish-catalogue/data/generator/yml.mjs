import { categories } from './categories.mjs';
import { photoUrls, roubles, shop } from './fields.mjs';

const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escaped = (text) => String(text).replaceAll(/[&<>"']/g, (mark) => marks[mark]);
const element = (name, value) => (value === undefined ? [] : [`<${name}>${escaped(value)}</${name}>`]);
const centimetres = (mm) => mm.map((side) => String(side / 10)).join('/');

function offer(product) {
  const group = product.group ? ` group_id="${product.group}"` : '';
  const lines = [
    ...element('url', `${shop}/goods/${product.sku}?from=yml&lang=ru`),
    ...element('price', roubles(product.price)),
    ...(product.oldPrice === undefined ? [] : element('oldprice', roubles(product.oldPrice))),
    '<currencyId>RUR</currencyId>',
    ...element('categoryId', product.category),
    ...photoUrls(product).flatMap((url) => element('picture', url)),
    ...(product.name ? element('name', product.name) : []),
    ...element('vendor', product.brand),
    ...element('vendorCode', product.vendorCode),
    ...element('description', product.description),
    ...element('barcode', product.barcode),
    ...product.attributes.map(([name, value, unit]) => `<param name="${escaped(name)}"${unit ? ` unit="${unit}"` : ''}>${escaped(value)}</param>`),
    ...element('country_of_origin', product.country),
    ...element('weight', (product.weightG / 1000).toFixed(3)),
    ...element('dimensions', centimetres(product.mm)),
    ...element('vat', `VAT_${product.vat}`),
    ...element('count', product.count),
  ];
  return [`<offer id="${product.sku}"${group} available="${product.count > 0}">`, ...lines.map((line) => `  ${line}`), '</offer>'];
}

const category = ({ id, parent, name }) => `<category id="${id}"${parent ? ` parentId="${parent}"` : ''}>${escaped(name)}</category>`;

/** The whole feed as text. */
export function toYml(products) {
  const indented = (lines, depth) => lines.map((line) => `${'  '.repeat(depth)}${line}`);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<yml_catalog date="2026-11-20T09:00+03:00">',
    '  <shop>',
    ...indented(['<name>Лавка</name>', '<company>ООО «Лавка на углу»</company>', `<url>${shop}</url>`], 2),
    ...indented(['<currencies>', '  <currency id="RUR" rate="1"/>', '</currencies>'], 2),
    ...indented(['<categories>', ...categories.map((one) => `  ${category(one)}`), '</categories>'], 2),
    '    <offers>',
    ...products.flatMap((product) => indented(offer(product), 3)),
    '    </offers>',
    '  </shop>',
    '</yml_catalog>',
  ].join('\n')}\n`;
}
