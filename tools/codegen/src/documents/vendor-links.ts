import type { Api } from '../apis.js';
import type { OpenApi, OpenApiOperation } from './open-api.js';

interface Named {
  readonly file: string;
  readonly document: OpenApi;
}

/** Pages of dev.wildberries.ru by document. */
const wildberriesPages: Readonly<Record<string, string>> = {
  '01': 'api-information', '02': 'work-with-products', '03': 'orders-fbs', '04': 'orders-dbw', '05': 'orders-dbs', '06': 'in-store-pickup', '07': 'orders-fbw',
  '08': 'promotion', '09': 'user-communication', '10': 'wb-tariffs', '11': 'analytics', '12': 'reports', '13': 'financial-reports-and-accounting', '14': 'wbd',
};

/** The vendor's page of an operation, where it follows from what the documents say. */
export type LinkOf = (file: string, operation: OpenApiOperation, method: string, path: string) => string | undefined;

export function vendorLinks(api: Api, documents: readonly Named[]): LinkOf {
  switch (api.id) {
    case 'ozon-seller':
      return (_file, { operationId }) => (operationId ? `https://docs.ozon.ru/api/seller/#operation/${operationId}` : undefined);
    case 'ozon-performance':
      return (_file, { operationId }) => (operationId ? `https://docs.ozon.ru/api/performance/#operation/${operationId}` : undefined);
    case 'wildberries':
      return (file) => {
        const page = wildberriesPages[file.slice(0, 2)];
        return page ? `https://dev.wildberries.ru/openapi/${page}` : undefined;
      };
    default:
      return yandexLinks(documents);
  }
}

/** The reference's folders stand in the links that Yandex's descriptions make to one another; an operation nobody links to lies where the others of its tag do. */
function yandexLinks(documents: readonly Named[]): LinkOf {
  const text = JSON.stringify(documents.map(({ document }) => document));
  const folders = new Map([...text.matchAll(/reference\/([\w-]+)\/(\w+)\.md/g)].map(([, folder, id]) => [id, folder] as const));
  const byTag = new Map<string, string>();
  for (const operation of documents.flatMap(({ document }) => Object.values(document.paths)).flatMap((item) => Object.values(item)) as OpenApiOperation[]) {
    const folder = operation.operationId && folders.get(operation.operationId);
    if (folder && operation.tags?.[0]) byTag.set(operation.tags[0], folder);
  }
  return (_file, { operationId, tags }) => {
    const folder = operationId && (folders.get(operationId) ?? byTag.get(tags?.[0] ?? ''));
    return folder ? `https://yandex.ru/dev/market/partner-api/doc/ru/reference/${folder}/${operationId}` : undefined;
  };
}
