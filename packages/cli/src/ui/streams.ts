/** Where a command writes. stdout is for the result, stderr for progress and remarks. */
export interface Streams {
  readonly stdout: NodeJS.WriteStream | OutputSink;
  readonly stderr: NodeJS.WriteStream | OutputSink;
}

/** What tests hand in instead of a terminal. */
export interface OutputSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters, where there is one. */
  readonly columns?: number;
}
