/** Where a relay or a consumer dies. */
export const relayDeaths = ['before the publish', 'published, not confirmed', 'confirmed, not deleted'] as const;
export const consumerDeaths = ['before its transaction', 'committed, not acknowledged'] as const;

export interface CarryJob {
  readonly url: string;
  /** Absent: the database's own queue. */
  readonly broker?: string | undefined;
  readonly topic: string;
  readonly dieAt: (typeof relayDeaths)[number] | (typeof consumerDeaths)[number];
}

export const carryLeaseMs = 800;
