/** One API of a marketplace: where its documents lie, and where the output goes. */
export interface Api {
  readonly id: string;
  /** Folder of the documents, and which files of it count. */
  readonly folder: string;
  readonly files: RegExp;
  /** Output folder, from the root of the repository. */
  readonly output: string;
  /** Name of the interface of all methods. */
  readonly title: string;
  /** How a user's variable is called in the documentation. */
  readonly property: string;
  /** Parameters that the client sends by itself, so that no method asks for them. */
  readonly ownHeaders: readonly string[];
  /** Path parameters that a client may know from its options, so that no method demands them. */
  readonly knownParameters: readonly string[];
}

export const apis: readonly Api[] = [
  {
    id: 'ozon-seller', folder: 'ozon', files: /^seller\.json$/, output: 'packages/ozon/src/generated/seller',
    title: 'OzonMethods', property: 'ozon', ownHeaders: ['Client-Id', 'Api-Key'], knownParameters: [],
  },
  {
    id: 'ozon-performance', folder: 'ozon', files: /^performance\.json$/, output: 'packages/ozon/src/generated/performance',
    title: 'PerformanceMethods', property: 'performance', ownHeaders: ['Authorization'], knownParameters: [],
  },
  {
    id: 'wildberries', folder: 'wildberries', files: /^\d\d-[\w-]+\.yaml$/, output: 'packages/wildberries/src/generated',
    title: 'WildberriesMethods', property: 'wildberries', ownHeaders: ['Authorization'], knownParameters: [],
  },
  {
    id: 'yandex', folder: 'yandex/partner-api/openapi', files: /^openapi\.yaml$/, output: 'packages/yandex/src/generated',
    title: 'YandexMethods', property: 'yandex', ownHeaders: ['Api-Key', 'Authorization'],
    knownParameters: ['businessId', 'campaignId'],
  },
];
