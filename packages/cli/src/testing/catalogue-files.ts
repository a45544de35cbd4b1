import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CatalogueItem, CatalogueProblem } from '../catalogue/catalogue-item.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import type { Product } from '@occwo/core';

/** Writes a file into a folder of its own and answers its path. */
export function writeTemporary(name: string, content: string | Uint8Array): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'occwo-cli-')), name);
  writeFileSync(file, content);
  return file;
}

/** Reads a whole catalogue into lists. */
export async function readWhole(file: string): Promise<{ items: CatalogueItem[]; products: Product[]; problems: CatalogueProblem[] }> {
  const items: CatalogueItem[] = [];
  for await (const item of readCatalogue(await openCatalogue(file), 'en')) items.push(item);
  return {
    items,
    products: items.flatMap((item) => (item.type === 'product' ? [item.product] : [])),
    problems: items.flatMap((item) => (item.type === 'problem' ? [item.problem] : [])),
  };
}

/** A small feed around the given offers. */
export function feedOf(offers: string, categories = '<category id="1">Одежда</category><category id="2" parentId="1">Футболки</category>'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026-11-20T09:00+03:00"><shop><name>Лавка</name><company>Лавка</company><url>https://shop.example.com</url>
<currencies><currency id="RUR" rate="1"/></currencies>
<categories>${categories}</categories>
<offers>
${offers}
</offers></shop></yml_catalog>
`;
}
