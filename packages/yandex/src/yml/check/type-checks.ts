import type { BilingualText } from '../language.js';
import { offerTypes } from '../write/offer-table.js';
import type { FeedContext } from './context.js';
import type { OfferFacts } from './offer-facts.js';

interface TypeFields {
  /** Receivers refuse the offer without them. */
  readonly required: readonly string[];
  /** Some texts ask for them, others do not. */
  readonly expected: readonly string[];
}

const byType: Readonly<Record<string, TypeFields>> = {
  '': { required: ['name'], expected: [] },
  'vendor.model': { required: ['vendor', 'model'], expected: [] },
  book: { required: ['name', 'publisher', 'age'], expected: [] },
  audiobook: { required: ['name'], expected: ['publisher', 'age'] },
  'artist.title': { required: ['title'], expected: [] },
  medicine: { required: ['name'], expected: [] },
  tour: { required: ['name', 'days', 'included', 'transport'], expected: [] },
  'event-ticket': { required: ['name', 'place', 'date'], expected: [] },
  ticket: { required: ['name', 'place', 'date'], expected: [] },
  alco: { required: ['name'], expected: ['vendor'] },
  'on.demand': { required: ['name'], expected: [] },
};

const known = new Set<string>([...offerTypes, 'ticket']);

/** Checks the attribute `type` and what the type asks for. */
export function checkType(facts: OfferFacts, { reporter }: FeedContext): void {
  const { offer, type } = facts;
  if (offer.attributes['type'] !== undefined && !known.has(type)) reporter.report('offer-type', offer, { element: 'type', found: type });
  else if (type === 'on.demand' && reporter.profile !== 'seller') reporter.report('offer-type-receiver', offer, { element: 'type', found: type });
  const fields = byType[type] ?? (byType[''] as TypeFields);
  for (const element of fields.required) {
    if (facts.has(element)) continue;
    if (element === 'name' && isNamedByModel(facts, reporter)) continue;
    reporter.report('field-missing', offer, { element }, { kind: kindOf(type) });
  }
  for (const element of fields.expected) if (!facts.has(element)) reporter.report('field-expected', offer, { element });
  if (type === 'medicine') checkMedicine(facts, reporter);
  if (type === 'alco' && facts.delivery === 'true') reporter.report('alcohol-delivered', facts.first('delivery') ?? offer, { element: 'delivery' });
}

function kindOf(type: string): BilingualText {
  return type === '' ? { en: 'an offer', ru: 'предложение' } : { en: `an offer of the type ${type}`, ru: `предложение типа ${type}` };
}

/** Direct takes a simplified offer that is named by vendor and model. */
function isNamedByModel(facts: OfferFacts, { profile }: FeedContext['reporter']): boolean {
  return profile === 'direct' && facts.type === '' && facts.has('vendor') && facts.has('model');
}

function checkMedicine(facts: OfferFacts, reporter: FeedContext['reporter']): void {
  const { offer, delivery, pickup } = facts;
  if (delivery === '') reporter.report('medicine-delivery', offer, { element: 'delivery' });
  else if (delivery === 'true') reporter.report('medicine-delivered', facts.first('delivery') ?? offer, { element: 'delivery' });
  if (pickup !== 'true') reporter.report('medicine-pickup', facts.first('pickup') ?? offer, { element: 'pickup' });
}
