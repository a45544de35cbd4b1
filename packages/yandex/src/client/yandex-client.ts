import type { Client } from '@occwo/core/client';
import type { YandexMethods } from '../generated/methods.js';
import type { YandexRoutes } from '../generated/routes.js';

/** Grouped methods of all operations, and `request` for any route. */
export type YandexClient = Client<YandexMethods, YandexRoutes>;
