import type { Offer } from '../offer/offer.js';
import { writeYmlFile } from '../write/write-yml-file.js';

/** Run as a process of its own: writes offers without end to the path that it is given, and says so once it is under way. */
function* endless(): Generator<Offer> {
  for (let id = 1; ; id += 1) yield { id, name: `Чайник ${id}`, price: 990, currencyId: 'RUB', categoryId: 1 };
}

let told = false;
await writeYmlFile(process.argv[2] as string, endless(), {
  shop: { name: 'Магазин', company: 'ООО', url: 'https://shop.example' },
  categories: [{ id: 1, name: 'Чайники' }],
  onProgress({ offers }) {
    if (told || offers < 20_000) return;
    told = true;
    process.stdout.write('under way\n');
  },
});
