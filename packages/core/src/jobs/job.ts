import type { CallOptions } from '../client/call-options.js';
import type { FileReply } from '../files/file-reply.js';
import type { CallParameters } from '../pipeline/call.js';
import type { Clock } from '../time/clock.js';

type Route = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`;

/** What a job needs of a client; every client of ours is one. */
export interface JobClient {
  request(route: Route, parameters?: CallParameters, options?: CallOptions): Promise<unknown>;
  file(route: Route, parameters?: CallParameters, options?: CallOptions): Promise<FileReply>;
  download(link: string, options?: CallOptions): Promise<FileReply>;
}

/** A job of a marketplace: something that is started, worked off in the background, and fetched. */
export interface Job<Parameters = CallParameters, Value = unknown> {
  /**
   * Starts it, asks until it is done, and gives what it made. Throws an `ApiError` (`rejected`) when the job ends badly, a
   * `RefusedError` (`deadline`) when it does not end in time: it goes on at the marketplace then, and {@link Job.resume} takes it up
   * again. A start whose answer was lost is an `UnknownOutcomeError`; it is never started twice by itself.
   */
  run(parameters: Parameters, options?: JobOptions): Promise<JobResult<Value>>;
  /** Only starts it. Keep the ticket: {@link Job.resume} goes on from it, in another process too. */
  start(parameters: Parameters, options?: JobOptions): Promise<JobTicket>;
  /** Goes on with a job that has been started. */
  resume(ticket: JobTicket | number, options?: JobOptions): Promise<JobResult<Value>>;
}

/** Names a job for {@link Job.resume}: the marketplace's number as text; several numbers joined by commas. */
export type JobTicket = string;

export interface JobOptions {
  /** How long it is waited for, milliseconds. Default: by the kind of job, half an hour for most. */
  readonly deadlineMs?: number;
  /** Pause before the second question, milliseconds; it grows to ten times that. Default: by the limit of the method that answers. */
  readonly intervalMs?: number;
  /** Stops waiting. The job itself goes on: no marketplace can stop one. */
  readonly signal?: AbortSignal;
  /** Told of the ticket as soon as there is one; awaited, so that it can be kept before anything else happens. */
  readonly onStarted?: (ticket: JobTicket) => void | Promise<void>;
  /** Told after each question. */
  readonly onProgress?: (progress: JobProgress) => void;
  /** Priority of the calls where they wait for a limit. Default: `normal`. */
  readonly priority?: CallOptions['priority'];
  /** Hand in the client's clock if that has one of its own. */
  readonly clock?: Clock;
}

/** How a job stands. */
export interface JobProgress {
  readonly ticket: JobTicket;
  /** The marketplace's own word; empty where it has none yet. */
  readonly state: string;
  /** Questions asked so far. */
  readonly questions: number;
  /** Since the job was started or taken up, milliseconds. */
  readonly elapsedMs: number;
  /** Items that have ended, and items there are; tasks for a job that is made of some. */
  readonly done: number;
  readonly total: number;
}

/** A job that came to a good end. */
export interface JobResult<Value = unknown> {
  readonly ticket: JobTicket;
  /** The marketplace's own word for the end; `done` for a job of many items, each of which has its own. */
  readonly state: string;
  /** The marketplace's further word, where it has one: `RESOURCE_NOT_FOUND` says that parts of a report are missing. */
  readonly note?: string;
  /**
   * What it left out although it is done, an entry a line in the marketplace's words: `0001-1: the posting is cancelled` for a posting
   * without a label. Empty where all was made.
   */
  readonly leftOut: readonly string[];
  /** It is done and there is nothing: no rows, no file, and no failure. */
  readonly empty: boolean;
  /** The rows, where the job makes some; else the last answer. */
  readonly value: Value;
  /** The last answer of each task, as it came. */
  readonly replies: readonly unknown[];
  /** Files that it made: most make one or none, labels two. */
  readonly files: readonly JobFile[];
  /** The first of them. */
  readonly file: JobFile | undefined;
}

/** A file that a job made. */
export interface JobFile {
  /** Where it lies, if there is a link; some live for minutes. {@link JobFile.open} asks for a new one when it has died. */
  readonly link: string | undefined;
  /** Fetches it. May be called again. */
  open(options?: CallOptions): Promise<FileReply>;
}
