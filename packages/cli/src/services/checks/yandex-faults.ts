import type { YandexMapping } from '@occwo/yandex';
import type { Language } from '../../messages/language.js';
import type { FaultCheck } from '../providers/provider.js';
import { Faults, commonFaults, mapped, tooLong } from './faults.js';

/** What Yandex Market is certain to refuse, as far as it shows without asking. Brand and description are needed for a new card. */
export function yandexFaults(mapping: YandexMapping, language: Language): FaultCheck {
  return (product) => {
    const faults = new Faults(language);
    const found = mapped(product, mapping, faults);
    if (!found) return faults.reasons;
    const { full, category } = found;
    commonFaults(full, category, faults);
    tooLong(full.name, 256, 'name', faults);
    tooLong(full.description, 6000, 'description', faults);
    if (!full.brand) faults.add('check.field-missing', 'brand');
    if (!full.description) faults.add('check.field-missing', 'description');
    return faults.reasons;
  };
}
