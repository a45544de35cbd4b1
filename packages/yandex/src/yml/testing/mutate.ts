import type { Random } from '@occwo/core';

const fragments = [
  '<', '>', '</', '/>', '&', '&amp;', '&nbsp;', '&#0;', '&#x110000;', '&#xD800;', '&a', '"', "'", '=', '<![CDATA[', ']]>', '<!--', '-->', '<?', '?>', '<!DOCTYPE x [', ']', '<!ENTITY a "b">',
  '<offer>', '</offer>', '<offer id="1">', '<offers>', '</offers>', '</shop>', '<shop>', '<yml_catalog>', '\u0000', '\ufeff', '\r', '\n', '\t', '😀', '<a b="c" b="d">', 'encoding="x"', 'windows-1251',
  '<param name="', '<price>', '</price>', '-1', '1e999', '9'.repeat(400), ' ', 'x'.repeat(3000), '<x>'.repeat(80), '<promos>', '<product offer-id="', '<categories>', '<category id="1" parentId="1">',
];

/** A feed with a few random injuries: pieces cut, doubled, swapped or put in, bytes flipped. */
export function mutate(feed: Buffer, random: Random): Buffer {
  let bytes = feed;
  const injuries = 1 + Math.floor(random() * random() * 4);
  for (let count = 0; count < injuries; count += 1) bytes = injure(bytes, random);
  return bytes;
}

function injure(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * bytes.length);
  const length = Math.floor(random() * random() * Math.min(bytes.length - at, 400));
  const [head, piece, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  switch (Math.floor(random() * 20)) {
    case 0:
      return Buffer.concat([head, tail]);
    case 1:
    case 2:
      return Buffer.concat([head, piece, piece, tail]);
    case 3:
    case 4:
    case 5:
      return Buffer.concat([head, Buffer.from(fragments[Math.floor(random() * fragments.length)] as string), tail]);
    case 6:
      return Buffer.concat([head, Buffer.from([Math.floor(random() * 256)]), bytes.subarray(at + 1)]);
    case 7:
      return head.length > 0 ? Buffer.from(head) : bytes;
    case 8:
      return Buffer.concat([tail.subarray(0, length), head, tail.subarray(length)]);
    default:
      return Buffer.concat([head, Buffer.from('0'), bytes.subarray(at + 1)]);
  }
}
