import type { WildberriesMapping } from '@occwo/wildberries';
import { attributeValues } from '@occwo/core/client';
import type { Language } from '../../messages/language.js';
import type { FaultCheck } from '../providers/provider.js';
import { Faults, commonFaults, mapped, tooLong } from './faults.js';

/** What Wildberries is certain to refuse, as far as it shows without asking. */
export function wildberriesFaults(mapping: WildberriesMapping, language: Language): FaultCheck {
  return (product) => {
    const faults = new Faults(language);
    const found = mapped(product, mapping, faults);
    if (!found) return faults.reasons;
    const { category, full } = found;
    commonFaults(full, category, faults);
    tooLong(category.title === undefined ? full.name : attributeValues(category.title, full)[0], 60, 'title', faults);
    tooLong(full.sku, 72, 'sku', faults);
    tooLong(full.description, 5000, 'description', faults);
    if (category.size && attributeValues(category.size, full).length === 0) faults.add('check.attribute-missing', 'size', { attribute: 'size' });
    return faults.reasons;
  };
}
