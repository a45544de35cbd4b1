import type { Product, Reason } from '@occwo/core';

const characters = (text: string) => [...text].length;

/** The pattern of the document: no control characters but tabs, not only blanks. */
const skuForm = /^(?=.*\S)[^\x00-\x08\x0A-\x1f\x7f]{1,255}$/;

/**
 * What the official schema forbids for certain. Checked before sending, because one such offer would have the whole batch refused, and
 * because "maxLength" says less than a sentence.
 */
export function offerProblems({ sku, name, description, photos }: Product): Reason[] {
  const reasons: Reason[] = [];
  if (!skuForm.test(sku)) {
    reasons.push({ code: 'occwo.sku-invalid', field: 'sku', message: 'an SKU has 1 to 255 characters, not only blanks, none of them a control character', hint: 'correct the SKU' });
  }
  if (name.trim() === '') {
    reasons.push({ code: 'occwo.name-missing', field: 'name', message: 'the product has no name', hint: 'give it one: type, brand, model, what tells it apart' });
  }
  if (characters(name) > 256) {
    reasons.push({ code: 'occwo.name-too-long', field: 'name', message: `the name has ${characters(name)} characters, 256 are allowed`, hint: 'shorten the name; 50 to 60 read best' });
  }
  if (description !== undefined && characters(description) > 6000) {
    reasons.push({ code: 'occwo.description-too-long', field: 'description', message: `the description has ${characters(description)} characters, 6000 are allowed`, hint: 'shorten the description' });
  }
  if (photos.length > 30) {
    reasons.push({ code: 'occwo.too-many-photos', field: 'photos', message: `${photos.length} photos, 30 are allowed`, hint: 'leave some photos out' });
  }
  const long = photos.find((url) => characters(url) > 2000);
  if (long) reasons.push({ code: 'occwo.photo-url-too-long', field: 'photos', message: 'the URL of a photo has more than 2000 characters', hint: 'use a shorter URL' });
  const relative = photos.find((url) => !/^https?:\/\//i.test(url));
  if (relative !== undefined) {
    reasons.push({ code: 'occwo.photo-url-relative', field: 'photos', message: `"${relative.slice(0, 80)}" is no absolute URL`, hint: 'write the whole URL with http:// or https://' });
  }
  return reasons;
}
