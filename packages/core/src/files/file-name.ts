/** The name of a file: `filename*`, else `filename` of the header, else the last part of its address. Never a path. */
export function fileName(disposition: string | undefined, address: string): string | undefined {
  const extended = /filename\*\s*=\s*(?:utf-8)''([^;]+)/i.exec(disposition ?? '')?.[1];
  const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition ?? '') ?? [];
  const plain = quoted?.replaceAll(/\\(.)/g, '$1') ?? bare;
  return [extended && decoded(extended.trim()), plain && asUtf8(plain), decoded(lastPart(address))].map(withoutFolders).find(Boolean);
}

const lastPart = (address: string) => address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';

/** A name from afar must not choose a folder, nor hide in one, nor hold what no file system takes. */
function withoutFolders(name: string | undefined): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  return base.replaceAll(/[\u0000-\u001f<>:"|?*]/g, '_').replace(/^\.+/, '').slice(0, 200);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Headers are read as Latin-1, and Russian servers put UTF-8 in them. */
function asUtf8(text: string): string {
  const read = Buffer.from(text, 'latin1').toString('utf8');
  return read.includes('\uFFFD') ? text : read;
}
