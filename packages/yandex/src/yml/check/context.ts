import { canonicalCurrency } from '../read/shop.js';
import type { YmlElement } from '../read/element.js';
import { countryNames } from './countries.js';
import { IdTable } from './id-table.js';
import type { Place, Reporter } from './reporter.js';

/** What the feed has told so far, for the rules that compare. */
export class FeedContext {
  readonly reporter: Reporter;
  readonly currencies = new Set<string>();
  readonly categories = new Map<string, { readonly parentId: string | undefined; readonly place: Place }>();
  readonly gifts = new Set<string>();
  readonly offerIds = new IdTable();
  readonly countries = countryNames();
  /** Shop-wide defaults that offers inherit. */
  shopDeliveryOptions = false;
  shopPickupOptions = false;
  /** Ids that offers named before the list that should declare them. */
  readonly early = { currencies: new Map<string, Reference>(), categories: new Map<string, Reference>() };
  sawCurrencies = false;
  sawCategories = false;
  offers = 0;

  constructor(reporter: Reporter) {
    this.reporter = reporter;
  }

  checkCurrency(element: YmlElement, id: string): void {
    if (!this.sawCurrencies) remember(this.early.currencies, id, element, this.reporter.offerId);
    else if (!this.currencies.has(canonicalCurrency(id))) this.reporter.report('currency-unknown', element, { element: 'currencyId', found: id });
  }

  checkCategory(element: YmlElement, id: string): void {
    if (!this.sawCategories) remember(this.early.categories, id, element, this.reporter.offerId);
    else if (!this.categories.has(id)) this.reporter.report('category-unknown', element, { element: 'categoryId', found: id });
  }
}

interface Reference extends Place {
  readonly offerId: string | undefined;
}

/** Offers may stand before the lists; as many different ids are kept. */
const mostReferences = 100_000;

function remember(references: Map<string, Reference>, id: string, element: YmlElement, offerId: string | undefined): void {
  if (references.size < mostReferences && !references.has(id)) references.set(id, { line: element.line, column: element.column, offerId });
}
