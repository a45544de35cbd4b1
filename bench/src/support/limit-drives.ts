/** What is driven, and how many calls of it the marketplace allows in a time that starts with full buckets. */
export interface Drive {
  readonly name: string;
  readonly allowed: (seconds: number) => number;
}

export type Marketplace = 'ozon' | 'wildberries' | 'yandex';
export type DriveCount = Readonly<Record<string, number>>;

/** What a driving process is told. */
export interface DriveOrder {
  readonly marketplace: Marketplace;
  readonly seconds: number;
  readonly hosts: Readonly<Record<string, string>>;
  readonly credentials: object;
  /** Where the processes share their limits; a process alone keeps its own. */
  readonly database?: string;
  readonly peer?: 'artefactby' | 'daytona' | undefined;
}

const perMinuteWindow = (count: number) => (seconds: number) => count * Math.ceil(seconds / 60);
const bucket = (perMinute: number, burst: number) => (seconds: number) => burst + (perMinute * seconds) / 60;

export const drives: Readonly<Record<Marketplace, readonly Drive[]>> = {
  ozon: [
    // Reads and prices share Ozon's 50 requests a second; stocks have 80 a minute of their own beside it.
    { name: 'all', allowed: (seconds) => 50 * seconds },
    { name: 'stocks', allowed: perMinuteWindow(80) },
  ],
  wildberries: [
    { name: 'stocks', allowed: bucket(300, 20) },
    { name: 'prices', allowed: bucket(100, 5) },
    { name: 'cards', allowed: bucket(100, 5) },
  ],
  yandex: [
    { name: 'mappings', allowed: perMinuteWindow(5_000) },
    { name: 'list', allowed: perMinuteWindow(100) },
    { name: 'prices', allowed: perMinuteWindow(10_000) },
  ],
};
