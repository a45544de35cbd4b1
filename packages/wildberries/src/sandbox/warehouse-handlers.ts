import { json } from '@occwo/core/sandbox';
import type { RouteHandlers } from './route-handlers.js';
import { marketplaceError } from './replies.js';

const offices = [
  { id: 15, name: 'Коледино', city: 'Подольск', address: 'Московская область, Подольск', latitude: 55.4, longitude: 37.6, federalDistrict: 'Центральный федеральный округ' },
  { id: 16, name: 'Казань', city: 'Казань', address: 'Республика Татарстан, Казань', latitude: 55.8, longitude: 49.1, federalDistrict: 'Приволжский федеральный округ' },
  { id: 17, name: 'Невинномысск', city: 'Невинномысск', address: 'Ставропольский край, Невинномысск', latitude: 44.6, longitude: 41.9, federalDistrict: 'Северо-Кавказский федеральный округ' },
];

interface WarehouseBody {
  readonly name: string;
  readonly officeId: number;
}

/** Warehouses of the seller, each bound to an office of Wildberries that no other one uses. */
export const warehouseHandlers: RouteHandlers = {
  'GET /api/v3/offices': (_request, { state }) => {
    const used = new Set([...state.warehouses.values()].map(({ officeId }) => officeId));
    return json(200, offices.map((office) => ({ ...office, cargoType: 1, deliveryType: 1, selected: used.has(office.id) })));
  },
  'GET /api/v3/warehouses': (_request, { state }) => json(200, [...state.warehouses.values()]),
  'POST /api/v3/warehouses': ({ body }, { state, context }) => {
    const { name, officeId } = body as WarehouseBody;
    if ([...state.warehouses.values()].some((warehouse) => warehouse.officeId === officeId)) return marketplaceError(409, 'OfficeIsUsed', 'The office is already used by another warehouse');
    const warehouse = state.addWarehouse(name, officeId);
    context.effect('warehouse', String(warehouse.id), warehouse);
    return json(201, { id: warehouse.id });
  },
  'PUT /api/v3/warehouses/{warehouseId}': ({ path, body }, { state, context }) => {
    const warehouse = state.warehouses.get(Number(path.warehouseId));
    if (!warehouse) return marketplaceError(404, 'NotFound', 'Not found');
    const changed = { ...warehouse, ...(body as WarehouseBody) };
    state.warehouses.set(warehouse.id, changed);
    context.effect('warehouse', String(warehouse.id), changed);
    return { status: 204 };
  },
  'DELETE /api/v3/warehouses/{warehouseId}': ({ path }, { state, context }) => {
    if (!state.warehouses.delete(Number(path.warehouseId))) return marketplaceError(404, 'NotFound', 'Not found');
    context.effect('warehouse', path.warehouseId ?? '', null);
    return { status: 204 };
  },
};
