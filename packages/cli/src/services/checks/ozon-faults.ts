import type { OzonMapping } from '@occwo/ozon';
import type { Language } from '../../messages/language.js';
import type { FaultCheck } from '../providers/provider.js';
import { Faults, commonFaults, mapped, tooLong } from './faults.js';

/** What Ozon is certain to refuse, as far as it shows without asking. */
export function ozonFaults(mapping: OzonMapping, language: Language): FaultCheck {
  return (product) => {
    const faults = new Faults(language);
    const found = mapped(product, mapping, faults);
    if (!found) return faults.reasons;
    commonFaults(found.full, found.category, faults);
    tooLong(product.name, 500, 'name', faults);
    tooLong(product.sku, 50, 'sku', faults);
    if (!found.full.dimensions || !found.full.weightG) faults.add('check.size-missing', 'dimensions');
    return faults.reasons;
  };
}
