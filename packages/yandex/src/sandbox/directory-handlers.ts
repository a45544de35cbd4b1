import type { SandboxHandler } from '@occwo/core/sandbox';
import type { Cabinet } from './cabinet.js';
import { findCategory, sandboxCategoryTree } from './categories.js';
import type { SandboxCategory, SandboxParameter } from './categories.js';
import { fail, ok } from './replies.js';

const withoutParameters = ({ id, name, children }: SandboxCategory): object => ({
  id, name, ...(children && { children: children.map(withoutParameters) }),
});

export const getCategoriesTree: SandboxHandler = () => ok(withoutParameters(sandboxCategoryTree));

function wireParameter({ id, name, type, required, multivalue, values, allowCustomValues, units, minValue, maxValue, maxLength }: SandboxParameter): object {
  const constraints = { ...(minValue !== undefined && { minValue }), ...(maxValue !== undefined && { maxValue }), ...(maxLength !== undefined && { maxLength }) };
  return {
    id, name, type,
    required: required ?? false, filtering: type !== 'TEXT', distinctive: false,
    multivalue: multivalue ?? false, allowCustomValues: allowCustomValues ?? false,
    ...(values && { values: values.map((value, index) => ({ id: id * 1000 + index + 1, value })) }),
    ...(units && {
      unit: { defaultUnitId: id * 100 + 1, units: units.map(([short, fullName], index) => ({ id: id * 100 + index + 1, name: short, fullName })) },
    }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

export const getCategoryParameters: SandboxHandler = ({ path }) => {
  const category = findCategory(Number(path.categoryId));
  if (!category) return fail(404, { code: 'CATEGORY_NOT_FOUND', message: `Category not found: '${path.categoryId}'` });
  if (category.children) return fail(400, { code: 'INVALID_CATEGORY', message: `Category is not a leaf: ${category.id}` });
  const parameters = (category.parameters ?? []).map(wireParameter);
  return ok({ categoryId: category.id, ...(parameters.length > 0 && { parameters }) });
};

const business = ({ businessId }: Cabinet) => ({ id: businessId, name: 'Песочница' });
const campaign = (cabinet: Cabinet) => ({
  id: cabinet.campaignId, domain: 'Магазин из песочницы', business: business(cabinet), placementType: 'FBS', apiAvailability: 'AVAILABLE',
});

export const getCampaigns = (cabinet: Cabinet): SandboxHandler => () => ({
  status: 200, body: { campaigns: [campaign(cabinet)], paging: {} },
});

export const getCampaign = (cabinet: Cabinet): SandboxHandler => () => ({ status: 200, body: { campaign: campaign(cabinet) } });

export const getBusinessSettings = (cabinet: Cabinet): SandboxHandler => () =>
  ok({
    info: business(cabinet),
    settings: { onlyDefaultPrice: false, currency: 'RUR' },
    subscriptionLevel: cabinet.subscription === 'medium' ? 'MEDIUM' : 'NONE',
  });

export const getWarehouses = (cabinet: Cabinet): SandboxHandler => () =>
  ok({ warehouses: [{ id: cabinet.warehouseId, name: 'Главный склад', models: [] }] });

export const getTokenInfo = (cabinet: Cabinet): SandboxHandler => ({ headers }) => {
  const key = cabinet.keys.get(String(headers['api-key']));
  const wireScope = (scope: string) => scope.toUpperCase().replaceAll(/[-:]/g, '_');
  return ok({ apiKey: { name: key?.name ?? '', authScopes: (key?.scopes ?? []).map(wireScope) } });
};
