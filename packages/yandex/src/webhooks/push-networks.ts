/** Where Market's pushes come from (documented 2025-09; look again before you rely on it). There is no signature: this is the only check. */
export const pushNetworks: readonly string[] = ['5.45.207.0/25', '141.8.142.0/25', '5.255.253.0/25'];
