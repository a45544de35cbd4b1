/** What one unit of a limit is: a request, an item that is sent, or an item that comes back (charged after the answer). */
export type LimitUnit = 'request' | 'sent' | 'returned';

/** So many units in so long a time, of which `burst` at once. */
export interface LimitWindow {
  readonly count: number;
  readonly periodMs: number;
  /** Size of the bucket. Default: `count`. */
  readonly burst?: number;
  /** Default: `request`. */
  readonly unit?: LimitUnit;
  /** For `sent` and `returned`: dotted path of the array that is counted (`offerMappings`, `result.offers`). */
  readonly items?: string;
}

/** How sure a limit is: stated by the marketplace for this operation, its general default, or our own careful guess. */
export type LimitSource = 'documented' | 'default' | 'undocumented';

/** One bucket shared by the operations that name its key. */
export interface Limit {
  readonly windows: readonly LimitWindow[];
  /** Other windows by tier of the account or type of the token (Wildberries `base`, Yandex `medium`). */
  readonly tiers?: Readonly<Record<string, readonly LimitWindow[]>>;
  /** Path parameter that the bucket is counted by (`campaignId`), beside the account. */
  readonly per?: string;
  /** How many requests may be under way at once. */
  readonly parallel?: number;
  /** What an answer 4xx costs, in requests (Wildberries marketplace-api: 10). */
  readonly clientErrorCost?: number;
  readonly source: LimitSource;
}

/** The limits of one API, by the keys that operations name. */
export type LimitTable = Readonly<Record<string, Limit>>;
