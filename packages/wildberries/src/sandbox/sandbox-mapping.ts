import type { WildberriesMapping } from '../marketplace/mapping.js';
import { genericSubject } from './subjects.js';

/**
 * A mapping with which any catalogue can be published on the sandbox: every category becomes the generic subject, and the
 * one warehouse takes all stocks. Photos are left out: they cost a request a card at 100 a minute, and the sandbox
 * cannot look at them anyway.
 */
export function sandboxMapping(): WildberriesMapping {
  return {
    categories: { '*': { subjectId: genericSubject.subjectID } },
    defaults: { weightG: 500, dimensions: { lengthMm: 200, widthMm: 150, heightMm: 100 } },
    photos: 'never',
  };
}
