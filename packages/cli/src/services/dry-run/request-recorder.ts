/** A request that would have been sent, with everything secret taken out. */
export interface RecordedRequest {
  readonly marketplace: string;
  readonly operation: string;
  readonly effect: 'read' | 'write';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it would go over the wire. */
  readonly body?: string;
}

export type RequestRecorder = (request: RecordedRequest) => void | Promise<void>;
