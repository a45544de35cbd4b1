export { defineConfig } from './config/define-config.js';
export type { ConfigSecret, OccwoConfig, OzonConfig, WildberriesConfig, YandexConfig } from './config/define-config.js';
