/** Where Ozon's pushes come from (August 2026). They carry no signature, so this is the only proof of origin. */
export const pushNetworks: readonly string[] = ['195.34.21.0/24', '185.73.192.0/22', '91.223.93.0/24'];
