import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { checkYml, readYml, writeYmlFile } from '@occwo/yandex/yml';
import { SaxesParser } from 'saxes';
import { peerWriters } from './yml-peers.js';
import { shapeOffers, shapeShop, templateHead, templateOffer, templateTail } from './yml-shape.js';
import type { ShapeOffer } from './yml-shape.js';

const { date, currencies, categories, ...shop } = shapeShop;
const bufferCharacters = 1 << 20;

/** Writes offers one by one with the given renderer: large buffers, synchronous, the fastest way by hand. */
function writeByHand(file: string, count: number, render: (offer: ShapeOffer) => string): void {
  const target = openSync(file, 'w');
  let pending = templateHead;
  for (const offer of shapeOffers(count)) {
    pending += render(offer);
    if (pending.length < bufferCharacters) continue;
    writeSync(target, Buffer.from(pending));
    pending = '';
  }
  writeSync(target, Buffer.from(pending + templateTail));
  closeSync(target);
}

async function bareSaxes(file: string): Promise<void> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  for await (const text of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) parser.write(text as string);
  parser.close();
}

async function readAll(file: string): Promise<void> {
  const feed = await readYml(file);
  for await (const _offer of feed.offers);
}

async function perform(task: string, count: number, file: string): Promise<void> {
  const typed = shapeOffers(count);
  switch (task) {
    case 'template':
      return writeByHand(file, count, templateOffer);
    case 'occwo':
      return void (await writeYmlFile(file, typed, { shop, date, currencies, categories }));
    case 'occwo-checked':
      return void (await writeYmlFile(file, typed, { shop, date, currencies, categories, check: true }));
    case 'saxes':
      return bareSaxes(file);
    case 'read':
      return readAll(file);
    case 'check': {
      const report = await checkYml(file);
      if (report.offers !== count || report.errors > 0) throw new Error(`checked ${report.offers} offers, ${report.errors} errors`);
      return;
    }
    default: {
      const writer = await peerWriters[task]?.();
      if (writer === undefined) throw new Error(`no task ${task}`);
      return 'render' in writer ? writeByHand(file, count, writer.render) : writer.writeAll(file, count);
    }
  }
}

async function main(): Promise<void> {
  const [task = '', count = '0', file = ''] = process.argv.slice(2);
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await perform(task, Number(count), file);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, rssMb: process.resourceUsage().maxRSS / 1024 }));
}

void main();
