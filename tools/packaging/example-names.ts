// Names that examples use without making them: what a reader takes them for, as types. Nothing here exists at run time.
import type { Marketplace, OperationTable, Product, SchemaLoaders, Transport } from '@occwo/core';
import type { Sandbox } from '@occwo/core/sandbox';
import type { createPushReceiver, OzonClient, OzonMapping } from '@occwo/ozon';
import type { Database, Definition } from '@occwo/saga';
import type { Queue } from '@occwo/saga/queue';
import type { WildberriesClient } from '@occwo/wildberries';
import type { YandexClient } from '@occwo/yandex';
import type { FeedCategoryInput, Offer, ShopInfo, YmlFeed } from '@occwo/yandex/yml';

export declare const ozon: OzonClient;
export declare const wildberries: WildberriesClient;
export declare const yandex: YandexClient;
export declare const marketplace: Marketplace;
export declare const mapping: OzonMapping;
export declare const sandbox: Sandbox;
export declare const products: AsyncIterable<Product>;
export declare const product: Product & { readonly category: { readonly path: readonly string[] } };
export declare const catalogue: { save(product: Partial<Product>): Promise<void> };

export declare const clientSecret: string;
export declare const token: string;
export declare const chatId: string;
export declare const vault: { read(name: string): Promise<string> };
export declare const receive: ReturnType<typeof createPushReceiver>;
export declare const assemble: (...order: readonly (string | number | null | undefined)[]) => Promise<void>;
export declare const reply: { readonly status: number };

export declare const operations: OperationTable;
export declare const schemas: SchemaLoaders;
export declare const connect: (transport: Transport) => object;

export declare const id: string;
export declare const businessId: number;
export declare const dateFrom: string;
export declare const dateTo: string;

export declare const feed: YmlFeed;
export declare const shop: ShopInfo;
export declare const categories: readonly FeedCategoryInput[];
export declare const offers: AsyncIterable<Offer>;
export declare const offersOfMyShop: () => AsyncIterable<Offer>;

export declare const database: Database;
export declare const publish: Definition<{ offerId: string }>;
export declare const queue: Queue;
export declare const book: (...values: readonly unknown[]) => Promise<void>;
export declare const createDraft: (offerId: string, key: string) => Promise<{ id: string }>;
export declare const dropDraft: (key: string) => Promise<void>;
export declare const upload: (draft: string, key: string) => Promise<void>;
export declare const notify: (offerId: string) => Promise<void>;
export declare const lost: AsyncIterable<Product>;
export declare const startedAt: number;
