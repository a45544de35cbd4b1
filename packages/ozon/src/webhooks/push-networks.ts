import { BlockList, isIPv4 } from 'node:net';

/** Where Ozon's pushes come from (August 2026). They carry no signature, so this is the only proof of origin. */
export const pushNetworks: readonly string[] = ['195.34.21.0/24', '185.73.192.0/22', '91.223.93.0/24'];

/** Makes a check of addresses against networks. An IPv4 address in IPv6 clothes (`::ffff:…`) counts as IPv4. */
export function networkCheck(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits = '32'] = network.split('/');
    list.addSubnet(base, Number(bits), isIPv4(base) ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
  };
}
