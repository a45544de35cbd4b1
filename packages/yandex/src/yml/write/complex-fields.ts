import type { DeliveryOption, EventHall, OfferAge, OfferCondition, OfferDimensions, Outlet } from '../offer/parts.js';
import { noAttributes, ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { customElements } from './node-element.js';
import { scalarText } from './scalar.js';

type Attributes = Record<string, string>;

/** Attributes that have a value, as text. */
function attributes(field: string, values: Readonly<Record<string, unknown>>): Attributes {
  const result: Attributes = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null) result[name] = scalarText(value, `${field}/@${name}`);
  return result;
}

function optionList(element: string): (options: readonly DeliveryOption[]) => YmlElement[] {
  return (options) => {
    if (options.length === 0) return [];
    const children = options.map((option) =>
      ymlElement('option', '', attributes(`${element}/option`, { cost: option.cost, days: option.days, 'order-before': option.orderBefore })),
    );
    return [ymlElement(element, '', noAttributes, children)];
  };
}

export const deliveryOptionsElement = optionList('delivery-options');
export const pickupOptionsElement = optionList('pickup-options');

function outlets(list: readonly Outlet[]): YmlElement[] {
  if (list.length === 0) return [];
  const children = list.map(({ id, instock, booking, warehouseName }) =>
    ymlElement('outlet', '', attributes('outlets/outlet', { id, instock, booking, warehouse_name: warehouseName })),
  );
  return [ymlElement('outlets', '', noAttributes, children)];
}

function condition(value: OfferCondition): YmlElement[] {
  const children: YmlElement[] = [];
  if (value.quality !== undefined) children.push(ymlElement('quality', value.quality));
  if (value.reason !== undefined) children.push(ymlElement('reason', value.reason));
  return [ymlElement('condition', '', { type: value.type }, children)];
}

function age(value: OfferAge): YmlElement[] {
  const { value: number, unit } = typeof value === 'number' ? { value, unit: 'year' as const } : value;
  return [ymlElement('age', scalarText(number, 'age'), { unit })];
}

function hall(value: EventHall): YmlElement[] {
  if (typeof value === 'string') return value === '' ? [] : [ymlElement('hall', value)];
  return [ymlElement('hall', value.name, { plan: value.plan })];
}

function dimensions(value: OfferDimensions): YmlElement[] {
  const sides = [value.length, value.width, value.height].map((side) => scalarText(side, 'dimensions'));
  return [ymlElement('dimensions', sides.join('/'))];
}

function joined(element: string): (values: readonly string[]) => YmlElement[] {
  return (values) => (values.length === 0 ? [] : [ymlElement(element, values.join(','))]);
}

/** Fields whose elements are more than a name around a text, by key. */
export const complexFields: Readonly<Record<string, (value: never) => YmlElement[]>> = {
  deliveryOptions: deliveryOptionsElement,
  pickupOptions: pickupOptionsElement,
  outlets,
  condition,
  age,
  hall,
  dimensions,
  recommended: joined('rec'),
  setIds: joined('set-ids'),
  creditTemplateId: (id: string) => [ymlElement('credit-template', '', { id })],
  supplierOgrn: (ogrn: string) => [ymlElement('supplier', '', { ogrn })],
  tnVedCodes: (codes: readonly string[]) =>
    codes.length === 0 ? [] : [ymlElement('tn-ved-codes', '', noAttributes, codes.map((code) => ymlElement('tn-ved-code', code)))],
  customLabels: (labels: readonly string[]) => labels.flatMap((label, index) => (label === '' ? [] : [ymlElement(`custom_label_${index}`, label)])),
  custom: customElements,
};
