// Reads a catalogue to its end and prints how many items it had and how much memory that took. Run as a process of its own.
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';

let products = 0;
let problems = 0;
for await (const item of readCatalogue(await openCatalogue(process.argv[2] ?? ''), 'en')) {
  if (item.type === 'product') products += 1;
  else problems += 1;
}
process.stdout.write(JSON.stringify({ products, problems, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
