// Writes the sample catalogue (catalogue.xml, catalogue.csv) and the list of what is broken in it (broken.json).
// Run `node examples/publish-catalogue/data/generate.mjs [folder]`; the same seed gives the same bytes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { books } from './generator/books.mjs';
import { brokenItems } from './generator/broken.mjs';
import { clothes } from './generator/clothes.mjs';
import { toCsv } from './generator/csv.mjs';
import { shopBarcode } from './generator/ean13.mjs';
import { electronics } from './generator/electronics.mjs';
import { food } from './generator/food.mjs';
import { home } from './generator/home.mjs';
import { dice } from './generator/random.mjs';
import { toYml } from './generator/yml.mjs';

const seed = 20_261_120;
const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url));

let barcodes = 0;
const nextBarcode = () => shopBarcode(++barcodes);
const throws = dice(seed);
const good = [electronics, clothes, books, home, food].flatMap((group) => group(throws)).map((product) => ({ ...product, barcode: nextBarcode() }));
const broken = brokenItems(good, nextBarcode);

// The broken ones stand among the good ones, as they do in life.
const products = [...good];
broken.forEach(({ product }, index) => products.splice((index + 1) * 25, 0, product));

writeFileSync(`${folder}/catalogue.xml`, toYml(products));
writeFileSync(`${folder}/catalogue.csv`, toCsv(products));
writeFileSync(`${folder}/broken.json`, `${JSON.stringify(Object.fromEntries(broken.map(({ way, product }) => [product.sku, way])), undefined, 2)}\n`);
console.log(`${products.length} products, ${broken.length} of them broken`);
