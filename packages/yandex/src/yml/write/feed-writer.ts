import { systemClock } from '@occwo/core';
import { FeedChecker } from '../check/feed-checker.js';
import type { Severity, YmlProblem } from '../check/problem.js';
import { Reporter } from '../check/reporter.js';
import type { ProblemReceiver } from '../check/reporter.js';
import type { RuleCode } from '../check/rules.js';
import { YmlError } from '../errors.js';
import type { Offer, OzonOffer } from '../offer/offer.js';
import { noAttributes, ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import type { FeedOffer } from '../read/offer.js';
import { compileOfferWriter } from './compile-offer.js';
import { envelopeParts, renderEnvelope } from './envelope.js';
import type { Envelope, EnvelopeParts } from './envelope.js';
import { feedDate, plainFeedDate } from './feed-date.js';
import { offerElement } from './offer-element.js';
import type { YmlWriteOptions } from './options.js';
import { renderElement } from './render.js';

/** A feed that is being written: what stands around the offers, and how an offer becomes text. */
export interface FeedWriter {
  readonly envelope: Envelope;
  /** Offers rendered so far. */
  readonly written: number;
  /** Offers that `onProblem` left out. */
  readonly skipped: number;
  /** The offer's text, or undefined when it is left out. */
  readonly render: (offer: Offer | OzonOffer | FeedOffer) => string | undefined;
  /** Called when no offer follows: checks what only the whole feed can tell. */
  finish(): void;
}

/** Prepares a feed: renders the envelope and compiles the writer of offers. `parts` stands in for typed options when a feed is rewritten. */
export function openFeedWriter(options: YmlWriteOptions, parts: EnvelopeParts = partsOf(options)): FeedWriter {
  const envelope = renderEnvelope(parts, options.encoding ?? 'utf-8', options.profile ?? 'market');
  const writeOffer = compileOfferWriter();
  const toXml = (offer: Offer | OzonOffer | FeedOffer): string => (isRead(offer) ? renderElement(offer.element) : writeOffer(offer));
  const inspector = options.check === true ? new Inspector(options, parts) : undefined;
  const writer = {
    envelope,
    written: 0,
    skipped: 0,
    render(offer: Offer | OzonOffer | FeedOffer): string | undefined {
      if (inspector !== undefined && !inspector.mayPass(offer)) {
        writer.skipped += 1;
        return undefined;
      }
      writer.written += 1;
      return toXml(offer);
    },
    finish: () => inspector?.finish(),
  };
  return writer;
}

/** An offer that was read, from whichever copy of the package. */
function isRead(offer: Offer | OzonOffer | FeedOffer): offer is FeedOffer {
  return 'element' in offer;
}

function partsOf(options: YmlWriteOptions): EnvelopeParts {
  const isOzon = options.profile === 'ozon';
  if (options.shop === undefined && !isOzon) throw new YmlError('bad-input', { field: 'shop', reason: 'it is missing' });
  const now = (options.clock ?? systemClock).now();
  return envelopeParts({
    date: options.date ?? (options.profile === 'direct' ? plainFeedDate(now) : feedDate(now)),
    shop: options.shop ?? {},
    currencies: options.currencies ?? (isOzon ? [] : [{ id: 'RUB' }]),
    categories: options.categories ?? [],
    promos: options.promos ?? [],
    gifts: options.gifts ?? [],
  });
}

/** Checks a feed while it is written. */
class Inspector implements ProblemReceiver {
  readonly #checker: FeedChecker;
  readonly #parts: EnvelopeParts;
  readonly #onProblem: YmlWriteOptions['onProblem'];
  #skip = false;

  constructor(options: YmlWriteOptions, parts: EnvelopeParts) {
    this.#onProblem = options.onProblem;
    this.#parts = parts;
    this.#checker = new FeedChecker(new Reporter(options.profile ?? 'market', this), options.clock ?? systemClock);
    this.#checker.onOuter(ymlElement('yml_catalog', '', { date: parts.date }), 1);
    this.#checker.onOuter(ymlElement('shop'), 2);
    for (const element of [...parts.head, ...parts.rest]) this.#checker.onElement(element, '');
    this.#list('currencies', parts.currencies);
    this.#list('categories', parts.categories);
    this.#checker.onContainer(ymlElement('offers'));
  }

  mayPass(offer: Offer | OzonOffer | FeedOffer): boolean {
    this.#skip = false;
    this.#checker.onOffer(isRead(offer) ? offer.element : offerElement(offer), 'offers');
    return !this.#skip;
  }

  finish(): void {
    this.#list('gifts', this.#parts.gifts);
    this.#list('promos', this.#parts.promos);
    this.#checker.end();
  }

  #list(name: string, items: Iterable<YmlElement>): void {
    const [first, ...rest] = items;
    if (first === undefined) return;
    this.#checker.onContainer(ymlElement(name, '', noAttributes));
    for (const item of [first, ...rest]) this.#checker.onElement(item, name);
  }

  wants(_code: RuleCode, severity: Severity): boolean {
    return severity === 'error' || this.#onProblem !== undefined;
  }

  add(problem: YmlProblem): void {
    if (this.#onProblem === undefined) {
      const { offerId, message, fix } = problem;
      const place = offerId === undefined ? { en: '', ru: '' } : { en: `offer ${offerId}: `, ru: `предложение ${offerId}: ` };
      throw new YmlError('check-failed', {}, { reason: { en: `${place.en}${message.en} ${fix.en}`, ru: `${place.ru}${message.ru} ${fix.ru}` } });
    }
    if (this.#onProblem(problem) === 'skip' && problem.offerId !== undefined) this.#skip = true;
  }
}
