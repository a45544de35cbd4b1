/** Makes a check of an address against networks in CIDR form. Throws a RangeError on what is no network. */
export function networkCheck(networks: readonly string[]): (address: string | undefined) => boolean {
  // Loaded by who checks networks, not with every client.
  const { BlockList, isIP } = process.getBuiltinModule('node:net');
  const allowed = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    const version = isIP(address);
    const bits = Number(prefix || (version === 6 ? 128 : 32));
    if (version === 0 || !Number.isInteger(bits) || bits < 0 || bits > (version === 6 ? 128 : 32)) {
      throw new RangeError(`"${network}" is no network: write it like 192.0.2.0/24`);
    }
    allowed.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    // A server that listens on both families sees IPv4 peers as ::ffff:a.b.c.d.
    const plain = address?.replace(/^::ffff:/i, '') ?? '';
    const version = isIP(plain);
    return version !== 0 && allowed.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  };
}
