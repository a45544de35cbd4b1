import { crc32 } from './crc.js';
import { deflateRawSync } from 'node:zlib';

/** A small feed that uses every kind of markup a reader must keep. */
export function sampleFeed(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<yml_catalog date="2026-01-02T10:00+03:00">
  <shop>
    <name>Магазин</name>
    <company>ООО «Магазин»</company>
    <url>https://shop.example</url>
    <currencies>
      <currency id="RUR" rate="1"/>
    </currencies>
    <categories>
      <category id="1">Все</category>
      <category id="2" parentId="1">Чайники &amp; термосы</category>
    </categories>
    <offers>
      <offer id="a-1" available="true">
        <url>https://shop.example/1?a=1&amp;b=2</url>
        <price>1290.50</price>
        <currencyId>RUB</currencyId>
        <categoryId>2</categoryId>
        <picture>https://shop.example/1.jpg</picture>
        <picture>https://shop.example/2.jpg</picture>
        <name>Чайник &quot;Заря&quot; &#60;2 л&#x3E;</name>
        <description><![CDATA[<p>Чайник & всё</p>]]></description>
        <param name="Объём" unit="л">2</param>
        <param name="Цвет">белый</param>
        <x-own><deep a="1">kept</deep></x-own>
      </offer>
      <offer
        id="a-2">
        <price>900</price><currencyId>RUR</currencyId><categoryId>1</categoryId><name>Термос</name>
      </offer>
    </offers>
    <promos>
      <promo id="p1" type="promo code"><promo-code>HELLO</promo-code></promo>
    </promos>
  </shop>
</yml_catalog>
`;
}

/** A zip archive of the given files, made by hand. */
export function zipOf(files: Readonly<Record<string, string>>, options: { readonly stored?: boolean } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const packed = options.stored ? plain : deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(options.stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name)]));
    local.push(entry);
    offset += entry.length;
  }
  return Buffer.concat([...local, ...central]);
}
